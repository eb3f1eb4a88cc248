-- The ten figures of the district.
-- zh: 总览数字
-- grain: one row
-- params:
--   year = '' : calendar year of application, recognition or budget; '' = all
--   call = '' : id of a call; '' = all
--   town = '' : town, 未填报 for those without one; '' = all
--   industry = '' : one of the four industries, 未填报; '' = all
--   tier = '' : tier applied for, recognised or paid; '' = all
--   assume = '' : pack whose amounts price what no document in force prices; '' = nothing is assumed
-- due_yuan: per enterprise entitled minus paid for the ladder where positive, over all years (a step of one year is paid in another).
WITH projects AS (SELECT * FROM projects_within($year, $call, $town, $industry, $tier)),
awards AS (SELECT * FROM awards_within($year, $town, $industry, $tier)),
dues AS (
    SELECT credit_code, sum(entitled) AS entitled_yuan, sum(paid) AS paid_yuan
    FROM (
        SELECT credit_code, amount_yuan AS entitled, CAST(0 AS DECIMAL(18,2)) AS paid
        FROM entitlements_within('', $town, $industry, $tier, $assume) WHERE status = 'priced'
        UNION ALL
        SELECT credit_code, CAST(0 AS DECIMAL(18,2)), paid_yuan
        FROM payments_within('', $town, $industry, $tier) WHERE item IN (SELECT tier FROM ladder)
    ) AS sides
    GROUP BY credit_code
)
SELECT
    (SELECT count(*) FROM enterprise WHERE matches($town, town) AND matches($industry, industry)) AS n_enterprises,
    (SELECT count(DISTINCT credit_code) FROM projects) AS n_applicants,
    (SELECT count(*) FROM projects) AS n_projects,
    (SELECT count(*) FROM eligibility WHERE eligibility = 'pass'
        AND project_id IN (SELECT project_id FROM projects)) AS n_eligible,
    (SELECT count(*) FROM eligibility WHERE eligibility = 'fail'
        AND project_id IN (SELECT project_id FROM projects)) AS n_ineligible,
    (SELECT count(*) FROM projects WHERE project_id NOT IN
        (SELECT project_id FROM eligibility WHERE eligibility <> 'unknown')) AS n_unverified,
    (SELECT count(*) FROM instance WHERE project_id IN (SELECT project_id FROM projects)) AS n_instances,
    (SELECT count(*) FROM awards) AS n_awards,
    (SELECT count(DISTINCT credit_code) FROM awards) AS n_awarded,
    (SELECT CAST(coalesce(sum(amount_yuan), 0) AS DECIMAL(18,2)) FROM investment
        WHERE project_id IN (SELECT project_id FROM projects)) AS invested_yuan,
    (SELECT CAST(coalesce(sum(declared_yuan), 0) AS DECIMAL(18,2)) FROM projects) AS declared_yuan,
    (SELECT CAST(coalesce(sum(amount_yuan), 0) AS DECIMAL(18,2)) FROM entitlements_within($year, $town, $industry, $tier, $assume) WHERE status = 'priced') AS entitled_yuan,
    (SELECT count(*) FROM entitlements_within($year, $town, $industry, $tier, $assume) WHERE status = 'unpriced' AND rank IS NOT NULL) AS n_unpriced,
    (SELECT CAST(coalesce(sum(paid_yuan), 0) AS DECIMAL(18,2)) FROM payments_within($year, $town, $industry, $tier)) AS paid_yuan,
    (SELECT CAST(coalesce(sum(greatest(entitled_yuan - paid_yuan, 0)), 0) AS DECIMAL(18,2)) FROM dues) AS due_yuan
