-- The scenario instances of one enterprise.
-- zh: 场景实例
-- grain: project_id, file, sheet, row
-- params:
--   credit_code = '' : credit code of one enterprise
SELECT x.project_id, x.catalogue, coalesce(s.process, x.process) AS process, x.scenario, x.instance, x.spent_yuan,
    f.file, f.sheet, x."row"
FROM instance AS x
JOIN project AS p ON p.project_id = x.project_id
LEFT JOIN scenario AS s ON s.catalogue = x.catalogue AND s.scenario_no = x.scenario_no
JOIN source_sheet AS f ON f.sheet_id = x.sheet_id
WHERE p.credit_code = $credit_code
ORDER BY x.project_id, f.file, f.sheet, x."row"
