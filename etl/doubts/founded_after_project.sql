-- The enterprise was founded after its project began.
SELECT count(*) AS n_checked
FROM project AS p JOIN enterprise AS e ON e.credit_code = p.credit_code AND e.founded_date IS NOT NULL
WHERE p.start_date IS NOT NULL;
SELECT p.sheet_id, p."row", 'start_date' AS field, CAST(p.start_date AS VARCHAR) AS raw,
    '项目 ' || p.project_id || ' ' || p.start_date || ' 开工，企业 ' || e.founded_date || ' 才成立' AS message
FROM project AS p
JOIN enterprise AS e ON e.credit_code = p.credit_code
WHERE p.start_date < e.founded_date
ORDER BY p.sheet_id, p."row"
