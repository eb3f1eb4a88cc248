-- Faults and doubts in the rows of one enterprise, quarantined rows included.
-- zh: 数据问题
-- grain: finding
-- params:
--   credit_code = '' : credit code of one enterprise
-- A row is the enterprise's if it holds its credit code or the number of one of its applications, as delivered.
WITH marks AS (
    SELECT $credit_code AS mark WHERE $credit_code <> ''
    UNION SELECT project_id FROM project WHERE credit_code = $credit_code
)
SELECT f.finding, f.severity, r.title, f.cell, f.raw, f.message, f.action, f.file, f.sheet, f."row"
FROM finding AS f
JOIN rule AS r ON r.rule = f.rule
JOIN source_sheet AS s ON s.file = f.file AND s.sheet = coalesce(f.sheet, '')
JOIN source_row AS w ON w.sheet_id = s.sheet_id AND w."row" = f."row"
WHERE EXISTS (SELECT 1 FROM marks WHERE contains(upper(w.cells), '"' || upper(mark) || '"'))
ORDER BY f.finding
