-- Budget, entitlement and payments per year and fund line.
-- zh: 预算执行
-- grain: year, line
-- params:
--   year = '' : calendar year of application, recognition or budget; '' = all
--   assume = '' : pack whose amounts price what no document in force prices; '' = nothing is assumed
-- A payment goes to the line its document names for that year, else to the year's only line, else to 未对应科目. Entitlement by year of recognition.
WITH bookings AS (
    SELECT year, item, paid_yuan, CAST(0 AS DECIMAL(18,2)) AS entitled_yuan, 0 AS n_unpriced FROM payment
    UNION ALL
    SELECT year(award_date), tier, CAST(0 AS DECIMAL(18,2)), coalesce(amount_yuan, 0), CASE WHEN status = 'unpriced' THEN 1 ELSE 0 END
    FROM entitlements($assume) WHERE rank IS NOT NULL
),
summed AS (
    SELECT b.year, f.line, sum(b.entitled_yuan) AS entitled_yuan, sum(b.paid_yuan) AS paid_yuan,
        sum(b.n_unpriced) AS n_unpriced
    FROM bookings AS b
    JOIN fund_booking AS f ON f.year = b.year AND f.item = b.item
    GROUP BY b.year, f.line
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
