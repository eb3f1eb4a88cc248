-- Faults, doubts and notes with their cell and what to do.
-- zh: 数据问题清单
-- grain: finding
-- params:
--   severity = '' : error | warning | info; '' = all
--   rule = '' : rule id; '' = all
--   file = '' : file name; '' = all
SELECT f.finding, f.severity, f.rule, r.title, f.file, f.sheet, f."row", f.cell, f.raw, f.message, f.action
FROM finding AS f
JOIN rule AS r ON r.rule = f.rule
WHERE ($severity = '' OR f.severity = $severity) AND ($rule = '' OR f.rule = $rule) AND ($file = '' OR f.file = $file)
ORDER BY f.finding
