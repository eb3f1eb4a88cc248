-- The applications of one enterprise.
-- zh: 申报项目
-- grain: project_id
-- params:
--   credit_code = '' : credit code of one enterprise
SELECT x.project_id, x.project, x.call, x.applied_tier, x.town, x.applied_date, x.declared_yuan, x.unit, f.file, f.sheet, x."row"
FROM project AS x
JOIN source_sheet AS f ON f.sheet_id = x.sheet_id
WHERE x.credit_code = $credit_code
ORDER BY x.project_id, f.file, f.sheet, x."row"
