-- Enterprises, applications, recognitions and money per town.
-- zh: 街镇汇总
-- grain: town
-- params:
--   year = '' : calendar year of application, recognition or budget; '' = all
--   call = '' : id of a call; '' = all
--   town = '' : town, 未填报 for those without one; '' = all
--   industry = '' : one of the four industries, 未填报; '' = all
--   tier = '' : tier applied for, recognised or paid; '' = all
--   assume = '' : pack whose amounts price what no document in force prices; '' = nothing is assumed
-- Applications and invoices by where the project is built, recognitions and payments by the enterprise's own town.
-- due_yuan as in project_summary: per enterprise, over all years, without diagnosis rewards.
WITH places AS (
    SELECT town, town_order FROM town
    UNION ALL SELECT '未填报', 999
),
enterprises AS (
    SELECT town, count(*) AS n FROM enterprise WHERE matches($industry, industry) GROUP BY town
),
projects AS (SELECT * FROM projects_within($year, $call, $town, $industry, $tier)),
applied AS (SELECT town, count(*) AS n, count(DISTINCT credit_code) AS n_applicants FROM projects GROUP BY town),
invested AS (
    SELECT p.town, sum(i.amount_yuan) AS yuan
    FROM investment AS i JOIN projects AS p ON p.project_id = i.project_id GROUP BY p.town
),
awarded AS (SELECT town, count(*) AS n FROM awards_within($year, $town, $industry, $tier) GROUP BY town),
entitled AS (SELECT town, sum(amount_yuan) AS yuan FROM entitlements_within($year, $town, $industry, $tier, $assume) WHERE status = 'priced' GROUP BY town),
paid AS (SELECT town, sum(paid_yuan) AS yuan FROM payments_within($year, $town, $industry, $tier) GROUP BY town),
dues AS (
    SELECT town, credit_code, sum(yuan) AS yuan
    FROM (
        SELECT town, credit_code, amount_yuan AS yuan
        FROM entitlements_within('', $town, $industry, $tier, $assume) WHERE status = 'priced'
        UNION ALL
        SELECT town, credit_code, -paid_yuan
        FROM payments_within('', $town, $industry, $tier) WHERE item IN (SELECT tier FROM ladder)
    ) AS sides
    GROUP BY town, credit_code
),
due AS (SELECT town, sum(greatest(yuan, 0)) AS yuan FROM dues GROUP BY town)
SELECT t.town, coalesce(e.n, 0) AS n_enterprises, coalesce(a.n_applicants, 0) AS n_applicants,
    coalesce(a.n, 0) AS n_projects, coalesce(w.n, 0) AS n_awards,
    CAST(coalesce(i.yuan, 0) AS DECIMAL(18,2)) AS invested_yuan,
    CAST(coalesce(n.yuan, 0) AS DECIMAL(18,2)) AS entitled_yuan,
    CAST(coalesce(p.yuan, 0) AS DECIMAL(18,2)) AS paid_yuan,
    CAST(coalesce(d.yuan, 0) AS DECIMAL(18,2)) AS due_yuan,
    g.grid_col, g.grid_row
FROM places AS t
LEFT JOIN enterprises AS e ON e.town = t.town
LEFT JOIN applied AS a ON a.town = t.town
LEFT JOIN invested AS i ON i.town = t.town
LEFT JOIN awarded AS w ON w.town = t.town
LEFT JOIN entitled AS n ON n.town = t.town
LEFT JOIN paid AS p ON p.town = t.town
LEFT JOIN due AS d ON d.town = t.town
LEFT JOIN town AS g ON g.town = t.town
WHERE matches($town, t.town)
ORDER BY t.town_order, t.town
