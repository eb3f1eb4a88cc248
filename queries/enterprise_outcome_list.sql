-- The reported improvements of one enterprise.
-- zh: 成效
-- grain: project_id, metric
-- params:
--   credit_code = '' : credit code of one enterprise
SELECT x.project_id, x.metric, x.value_num, m.unit AS measure_unit, x.evidence, x.period, x.letter || CAST(x."row" AS VARCHAR) AS cell,
    f.file, f.sheet, x."row"
FROM outcome AS x
JOIN project AS p ON p.project_id = x.project_id
JOIN metric AS m ON m.metric = x.metric
JOIN source_sheet AS f ON f.sheet_id = x.sheet_id
WHERE p.credit_code = $credit_code
ORDER BY x.project_id, m.metric_order, x.metric
