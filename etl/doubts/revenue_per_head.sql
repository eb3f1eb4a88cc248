-- Revenue per employee that no industrial firm has: every year's figures are in another unit (a single odd year is
-- finance_unit_jump's). Bounds are ours.
SELECT count(DISTINCT e.credit_code) AS n_checked
FROM enterprise AS e JOIN finance AS f ON f.credit_code = e.credit_code AND f.revenue_yuan > 0
WHERE e.n_employees > 0;
WITH firm AS (
    SELECT credit_code, median(CAST(revenue_yuan AS DOUBLE)) AS yuan, max(year) AS last_year
    FROM finance WHERE revenue_yuan > 0 GROUP BY credit_code
)
SELECT f.sheet_id, f."row", 'revenue_yuan' AS field, CAST(f.revenue_yuan AS VARCHAR) AS raw,
    '「' || e.enterprise || '」主营业务收入一般为 ' || wan(round(m.yuan, 2)) || '，从业人员 ' || e.n_employees || ' 人，人均 '
        || wan(round(m.yuan / e.n_employees, 2)) || '，像是金额单位写错' AS message
FROM firm AS m
JOIN enterprise AS e ON e.credit_code = m.credit_code AND e.n_employees > 0
JOIN finance AS f ON f.credit_code = m.credit_code AND f.year = m.last_year
WHERE m.yuan / e.n_employees > 10000 * guard_value('head_revenue_most_wan')
    OR m.yuan / e.n_employees < guard_value('head_revenue_least_yuan')
ORDER BY f.sheet_id, f."row"
