-- How ready the enterprises are for each grade of the national scheme.
-- zh: 国家梯度就绪度
-- grain: pack, item
-- params:
--   town = '' : town, 未填报 for those without one; '' = all
--   industry = '' : one of the four industries, 未填报; '' = all
-- n_against: a fact speaks against it; n_open: nothing speaks against it, something is not in the ledger.
WITH judged AS (
    SELECT r.pack, r.item, r.item_order, r.credit_code,
        count(CASE WHEN r.verdict = 'fail' THEN 1 END) AS n_fail, count(CASE WHEN r.verdict = 'unknown' THEN 1 END) AS n_doubt,
        count(*) AS n_asked
    FROM readiness AS r
    JOIN enterprise AS e ON e.credit_code = r.credit_code
    WHERE matches($town, e.town) AND matches($industry, e.industry)
    GROUP BY r.pack, r.item, r.item_order, r.credit_code
)
SELECT item, count(*) AS n_enterprises, max(n_asked) AS n_conditions,
    count(CASE WHEN n_fail = 0 AND n_doubt = 0 THEN 1 END) AS n_met,
    count(CASE WHEN n_fail = 0 AND n_doubt > 0 THEN 1 END) AS n_open,
    count(CASE WHEN n_fail > 0 THEN 1 END) AS n_against, pack
FROM judged
GROUP BY pack, item, item_order
ORDER BY pack, item_order, item
