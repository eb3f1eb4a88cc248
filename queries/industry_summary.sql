-- Applications and recognitions per industry.
-- zh: 行业汇总
-- grain: industry
-- params:
--   year = '' : calendar year of application, recognition or budget; '' = all
--   call = '' : id of a call; '' = all
--   town = '' : town, 未填报 for those without one; '' = all
--   industry = '' : one of the four industries, 未填报; '' = all
--   tier = '' : tier applied for, recognised or paid; '' = all
WITH names AS (SELECT DISTINCT industry FROM enterprise UNION SELECT '未填报'),
projects AS (SELECT * FROM projects_within($year, $call, $town, $industry, $tier)),
applied AS (SELECT industry, count(*) AS n FROM projects GROUP BY industry),
awarded AS (SELECT industry, count(*) AS n FROM awards_within($year, $town, $industry, $tier) GROUP BY industry),
invested AS (SELECT p.industry, sum(i.amount_yuan) AS yuan FROM investment AS i
    JOIN projects AS p ON p.project_id = i.project_id GROUP BY p.industry)
SELECT n.industry, coalesce(a.n, 0) AS n_projects, coalesce(w.n, 0) AS n_awards,
    CAST(coalesce(i.yuan, 0) AS DECIMAL(18,2)) AS invested_yuan
FROM names AS n
LEFT JOIN applied AS a ON a.industry = n.industry
LEFT JOIN awarded AS w ON w.industry = n.industry
LEFT JOIN invested AS i ON i.industry = n.industry
WHERE matches($industry, n.industry)
ORDER BY n.industry
