-- Up to ten examples of what every quality rule found, with file, sheet, row and cell.
-- zh: 质量规则的例子
-- grain: finding
-- params:
--   rule = '' : rule id; '' = all
WITH numbered AS (
    SELECT *, row_number() OVER (PARTITION BY rule ORDER BY finding) AS sample_no FROM finding
)
SELECT f.finding, f.rule, r.title, f.file, f.sheet, f."row", f.cell, f.raw, f.message
FROM numbered AS f
JOIN rule AS r ON r.rule = f.rule
WHERE f.sample_no <= 10 AND ($rule = '' OR f.rule = $rule)
ORDER BY f.finding
