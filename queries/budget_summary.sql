-- Budget, entitlement and payments per year and fund line.
-- zh: 预算执行
-- grain: year, line
-- params:
--   year = '' : calendar year of application, recognition or budget; '' = all
--   assume = '' : pack whose amounts price what no document in force prices; '' = nothing is assumed
-- A payment goes to the line its document names for that year, else to the year's only line, else to 未对应科目. Entitlement by year of recognition.
WITH only_line AS (
    SELECT year, min(line) AS line FROM budget GROUP BY year HAVING count(*) = 1
),
bookings AS (
    SELECT year, item, paid_yuan, CAST(0 AS DECIMAL(18,2)) AS entitled_yuan, 0 AS n_unpriced FROM payment
    UNION ALL
    SELECT year(award_date), tier, CAST(0 AS DECIMAL(18,2)), coalesce(amount_yuan, 0), CASE WHEN status = 'unpriced' THEN 1 ELSE 0 END
    FROM entitlements($assume) WHERE rank IS NOT NULL
),
named AS (
    SELECT k.year, k.item, min(f.line) AS line, min(g.line) AS budget_line
    FROM (SELECT DISTINCT year, item FROM bookings) AS k
    JOIN fund_line AS f ON (f.item = k.item OR f.item = '*')
        AND k.year >= f.year_from AND k.year <= coalesce(f.year_to, 9999)
    LEFT JOIN budget AS g ON g.year = k.year AND g.line = f.spelling
    GROUP BY k.year, k.item
),
placed AS (
    SELECT b.year, coalesce(n.budget_line, n.line, o.line, '未对应科目') AS line, b.paid_yuan, b.entitled_yuan, b.n_unpriced
    FROM bookings AS b
    LEFT JOIN named AS n ON n.year = b.year AND n.item = b.item
    LEFT JOIN only_line AS o ON o.year = b.year
),
summed AS (
    SELECT year, line, sum(entitled_yuan) AS entitled_yuan, sum(paid_yuan) AS paid_yuan,
        sum(n_unpriced) AS n_unpriced
    FROM placed GROUP BY year, line
),
keys AS (SELECT year, line FROM budget UNION SELECT year, line FROM summed)
SELECT k.year, k.line, g.budget_yuan,
    CAST(coalesce(s.entitled_yuan, 0) AS DECIMAL(18,2)) AS entitled_yuan,
    CAST(coalesce(s.paid_yuan, 0) AS DECIMAL(18,2)) AS paid_yuan,
    CAST(g.budget_yuan - coalesce(s.paid_yuan, 0) AS DECIMAL(18,2)) AS remaining_yuan,
    CAST(coalesce(s.n_unpriced, 0) AS BIGINT) AS n_unpriced
FROM keys AS k
LEFT JOIN budget AS g ON g.year = k.year AND g.line = k.line
LEFT JOIN summed AS s ON s.year = k.year AND s.line = k.line
WHERE matches($year, CAST(k.year AS VARCHAR))
ORDER BY k.year, k.line
