-- The recognition names a project that another enterprise applied for.
SELECT count(*) AS n_checked FROM award AS a JOIN project AS p ON p.project_id = a.project_id;
SELECT a.sheet_id, a."row", 'project_id' AS field, a.project_id AS raw,
    '认定给「' || a.enterprise || '」的项目 ' || a.project_id || ' 是「' || p.enterprise || '」申报的' AS message
FROM award AS a
JOIN project AS p ON p.project_id = a.project_id
WHERE a.credit_code <> p.credit_code
ORDER BY a.sheet_id, a."row"
