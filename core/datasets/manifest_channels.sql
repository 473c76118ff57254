-- What people said of each channel. grain: one row per channel. reads: labels. parameters: none
select label, service from labels where kind = 'channel' and service is not null order by label
