-- More production lines than people.
SELECT count(*) AS n_checked
FROM project AS p JOIN enterprise AS e ON e.credit_code = p.credit_code AND e.n_employees > 0
WHERE p.n_lines IS NOT NULL;
SELECT p.sheet_id, p."row", 'n_lines' AS field, CAST(p.n_lines AS VARCHAR) AS raw,
    '项目 ' || p.project_id || ' 填 ' || p.n_lines || ' 条智能生产线，企业从业人员只有 ' || e.n_employees || ' 人' AS message
FROM project AS p
JOIN enterprise AS e ON e.credit_code = p.credit_code AND e.n_employees > 0
WHERE p.n_lines > e.n_employees
ORDER BY p.sheet_id, p."row"
