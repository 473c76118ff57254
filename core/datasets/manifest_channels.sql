-- What each channel is; NULL, that nobody knows, is kept too, so that a rebuild does not guess it anew.
-- grain: one row per channel. reads: labels. parameters: none
select label, service from labels where kind = 'channel' and code > 0 order by label
