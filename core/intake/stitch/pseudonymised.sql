-- Whether any import of the dataset hides its ids. grain: one row. reads: imports. parameters: none
select count(*) > 0 as pseudonymised from imports where undone_at is null and contains(plan, '"pseudonymise": true')
