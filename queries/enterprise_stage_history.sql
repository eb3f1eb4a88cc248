-- The steps of the applications of one enterprise.
-- zh: 流程
-- grain: project_id, start_date, file, sheet, row
-- params:
--   credit_code = '' : credit code of one enterprise
SELECT x.project_id, x.start_date, x.end_date, x.stage, x.result, x.score, x.note, f.file, f.sheet, x."row"
FROM stage_event AS x
JOIN project AS p ON p.project_id = x.project_id
JOIN source_sheet AS f ON f.sheet_id = x.sheet_id
WHERE p.credit_code = $credit_code
ORDER BY x.project_id, x.start_date, f.file, f.sheet, x."row"
