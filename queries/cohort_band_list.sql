-- Averages that others published of their cohorts, to look from: no target and no check.
-- zh: 公开的同类平均
-- grain: metric, cohort, year
SELECT b.metric, m.unit AS measure_unit, b.value AS published_value, b.year, b.cohort, b.source AS published_in, b.is_read, b.note
FROM cohort_band AS b
JOIN metric AS m ON m.metric = b.metric
ORDER BY m.metric_order, b.band_order, b.metric, b.cohort, b.year
