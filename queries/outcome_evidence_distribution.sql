-- Median of each reported improvement by level of evidence.
-- zh: 成效与佐证级别
-- grain: metric, evidence
-- params:
--   year = '' : calendar year of application, recognition or budget; '' = all
--   call = '' : id of a call; '' = all
--   town = '' : town, 未填报 for those without one; '' = all
--   industry = '' : one of the four industries, 未填报; '' = all
--   tier = '' : tier applied for, recognised or paid; '' = all
--   family = '' : kind of improvement (效率, 能耗, 质量 …); '' = all
SELECT o.metric, m.unit AS measure_unit, coalesce(o.evidence, '未填报') AS evidence, count(*) AS n_reported, median(o.value_num) AS median
FROM outcome AS o
JOIN metric AS m ON m.metric = o.metric
WHERE o.project_id IN (SELECT project_id FROM projects_within($year, $call, $town, $industry, $tier))
    AND ($family = '' OR m.family = $family)
GROUP BY o.metric, coalesce(o.evidence, '未填报'), m.metric_order, m.unit
ORDER BY m.metric_order, o.metric, CASE coalesce(o.evidence, '未填报')
    WHEN '自报' THEN 1 WHEN '佐证材料' THEN 2 WHEN '现场核查' THEN 3 WHEN '第三方' THEN 4 ELSE 5 END
