-- What a sender has to correct, cell by cell, faults first.
-- zh: 要更正的单元格
-- grain: finding
-- params:
--   sender = '' : one sender; '' = all
--   severity = '' : error | warning | info; '' = all
SELECT f.finding, f.severity, r.title, f.file, f.sheet, f."row", f.cell, f.raw, f.message, f.action, w.sender
FROM finding AS f
JOIN rule AS r ON r.rule = f.rule
JOIN file_sender AS w ON w.file = f.file
WHERE ($sender = '' OR w.sender = $sender) AND ($severity = '' OR f.severity = $severity)
ORDER BY CASE f.severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, f.finding
