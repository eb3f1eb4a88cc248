-- Reported improvements: how many reported, quartiles, extremes.
-- zh: 成效分布
-- grain: metric
-- params:
--   year = '' : calendar year of application, recognition or budget; '' = all
--   call = '' : id of a call; '' = all
--   town = '' : town, 未填报 for those without one; '' = all
--   industry = '' : one of the four industries, 未填报; '' = all
--   tier = '' : tier applied for, recognised or paid; '' = all
--   family = '' : kind of improvement (效率, 能耗, 质量 …); '' = all
-- Over applications; n_missing = applications without that figure. Quartiles exact with linear interpolation.
WITH projects AS (SELECT * FROM projects_within($year, $call, $town, $industry, $tier)),
total AS (SELECT count(*) AS n FROM projects),
reported AS (
    SELECT o.metric, o.value_num, o.evidence
    FROM outcome AS o WHERE o.project_id IN (SELECT project_id FROM projects)
),
spread AS (
    SELECT metric, count(*) AS n_reported,
        count(CASE WHEN coalesce(evidence, '自报') <> '自报' THEN 1 END) AS n_evidenced,
        min(value_num) AS min_value, quantile_cont(value_num, 0.25) AS p25_value, median(value_num) AS median_value,
        quantile_cont(value_num, 0.75) AS p75_value, max(value_num) AS max_value
    FROM reported GROUP BY metric
)
SELECT m.metric, m.unit AS measure_unit, m.family, m.is_required, coalesce(s.n_reported, 0) AS n_reported,
    t.n - coalesce(s.n_reported, 0) AS n_missing, coalesce(s.n_evidenced, 0) AS n_evidenced,
    s.min_value AS "min", s.p25_value AS p25, s.median_value AS median, s.p75_value AS p75, s.max_value AS "max"
FROM metric AS m
CROSS JOIN total AS t
LEFT JOIN spread AS s ON s.metric = m.metric
WHERE $family = '' OR m.family = $family
ORDER BY m.metric_order, m.metric
