-- How many quality rules there are, pass, found something, or have nothing to look at.
-- zh: 质量规则汇总
-- grain: one row
SELECT count(*) AS n_rules, count(CASE WHEN status = 'pass' THEN 1 END) AS n_pass,
    count(CASE WHEN status = 'fail' THEN 1 END) AS n_fail,
    count(CASE WHEN status = 'not_applicable' THEN 1 END) AS n_not_applicable
FROM quality_check
ORDER BY n_rules
