-- Findings per rule.
-- zh: 数据问题汇总
-- grain: severity, rule
SELECT f.severity, f.rule, r.title, count(*) AS n_findings, count(DISTINCT f.file) AS n_files
FROM finding AS f JOIN rule AS r ON r.rule = f.rule
GROUP BY f.severity, f.rule, r.title
ORDER BY CASE f.severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, n_findings DESC, f.rule
