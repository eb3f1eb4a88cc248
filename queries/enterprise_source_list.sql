-- Every delivered row that speaks of one enterprise: file, sheet, row, and whether it counts.
-- zh: 来源行
-- grain: file, sheet, row
-- params:
--   credit_code = '' : credit code of one enterprise
-- A row is the enterprise's if it holds its credit code or the number of one of its applications, as delivered.
WITH marks AS (
    SELECT $credit_code AS mark WHERE $credit_code <> ''
    UNION SELECT project_id FROM project WHERE credit_code = $credit_code
)
SELECT s.kind, s.file, s.sheet, w."row", w.outcome
FROM source_row AS w
JOIN source_sheet AS s ON s.sheet_id = w.sheet_id
WHERE EXISTS (SELECT 1 FROM marks WHERE contains(upper(w.cells), '"' || upper(mark) || '"'))
ORDER BY s.file, s.sheet, w."row"
