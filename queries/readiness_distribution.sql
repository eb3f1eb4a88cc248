-- Which condition of each grade of the national scheme holds enterprises back.
-- zh: 国家梯度逐条情况
-- grain: pack, item, condition
-- params:
--   town = '' : town, 未填报 for those without one; '' = all
--   industry = '' : one of the four industries, 未填报; '' = all
SELECT r.item, r.condition, r.title, count(*) AS n_enterprises,
    count(CASE WHEN r.verdict = 'pass' THEN 1 END) AS n_met,
    count(CASE WHEN r.verdict = 'unknown' THEN 1 END) AS n_open,
    count(CASE WHEN r.verdict = 'fail' THEN 1 END) AS n_against,
    max(r.is_ours) AS is_ours, max(r.note) AS note, max(r.clause) AS clause, r.pack
FROM readiness AS r
JOIN enterprise AS e ON e.credit_code = r.credit_code
WHERE matches($town, e.town) AND matches($industry, e.industry)
GROUP BY r.pack, r.item, r.item_order, r.condition, r.title, r.condition_order
ORDER BY r.pack, r.item_order, r.item, r.condition_order, r.condition
