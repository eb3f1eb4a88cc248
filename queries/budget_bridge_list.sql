-- What became of each year's budget: appropriation, paid by item, still due by item, what is left then.
-- zh: 预算去向
-- grain: year, line, bridge_no
-- params:
--   year = '' : calendar year of application, recognition or budget; '' = all
--   assume = '' : pack whose amounts price what no document in force prices; '' = nothing is assumed
-- amount_yuan carries its sign: 预算 and 付清后结余 as they stand, paid and due as deductions; so the steps of a line add up to its
-- last one. Dues are known as of the data date and stand in its year. Without a budget there is nothing to be left.
WITH paid AS (
    SELECT p.year, f.line, p.item, sum(p.paid_yuan) AS yuan
    FROM payment AS p JOIN fund_booking AS f ON f.year = p.year AND f.item = p.item
    GROUP BY p.year, f.line, p.item
),
due AS (SELECT * FROM dues_booked((SELECT as_of FROM build), $assume)),
moves AS (
    SELECT year, line, 2 AS part, '已拨付' AS bridge_step, item, -yuan AS amount_yuan, 0 AS n_unpriced FROM paid
    UNION ALL
    SELECT year, line, 3, '待拨付', item, -due_yuan, n_unpriced FROM due WHERE due_yuan > 0 OR n_unpriced > 0
),
every AS (
    SELECT year, line, 1 AS part, '预算' AS bridge_step, NULL AS item, budget_yuan AS amount_yuan, 0 AS n_unpriced FROM budget
    UNION ALL SELECT * FROM moves
    UNION ALL
    SELECT b.year, b.line, 4, '付清后结余', NULL, b.budget_yuan + coalesce(sum(m.amount_yuan), 0), coalesce(sum(m.n_unpriced), 0)
    FROM budget AS b LEFT JOIN moves AS m ON m.year = b.year AND m.line = b.line
    GROUP BY b.year, b.line, b.budget_yuan
)
SELECT e.year, e.line, CAST(row_number() OVER (
        PARTITION BY e.year, e.line ORDER BY e.part, t.tier_order NULLS LAST, e.item
    ) AS INTEGER) AS bridge_no, e.bridge_step, e.item, CAST(e.amount_yuan AS DECIMAL(18,2)) AS amount_yuan,
    CAST(e.n_unpriced AS BIGINT) AS n_unpriced
FROM every AS e
LEFT JOIN tier_catalogue AS t ON t.tier = e.item
WHERE matches($year, CAST(e.year AS VARCHAR))
ORDER BY e.year, e.line, bridge_no
