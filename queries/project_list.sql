-- Applications with investment, eligibility and where they were delivered.
-- zh: 项目清单
-- grain: project_id
-- params:
--   year = '' : calendar year of application, recognition or budget; '' = all
--   call = '' : id of a call; '' = all
--   town = '' : town, 未填报 for those without one; '' = all
--   industry = '' : one of the four industries, 未填报; '' = all
--   tier = '' : tier applied for, recognised or paid; '' = all
WITH invested AS (SELECT project_id, sum(amount_yuan) AS yuan FROM investment GROUP BY project_id),
scenes AS (SELECT project_id, count(*) AS n FROM instance GROUP BY project_id)
SELECT p.project_id, p.project, p.enterprise, p.credit_code, p.call, p.applied_tier, p.town, p.unit, p.industry,
    p.applied_date, p.production_date, p.declared_yuan, CAST(coalesce(i.yuan, 0) AS DECIMAL(18,2)) AS invested_yuan,
    coalesce(s.n, 0) AS n_instances, e.eligibility, e.reasons, f.file, f.sheet, p."row"
FROM projects_within($year, $call, $town, $industry, $tier) AS p
LEFT JOIN invested AS i ON i.project_id = p.project_id
LEFT JOIN scenes AS s ON s.project_id = p.project_id
LEFT JOIN eligibility AS e ON e.project_id = p.project_id
JOIN source_sheet AS f ON f.sheet_id = p.sheet_id
ORDER BY p.project_id
