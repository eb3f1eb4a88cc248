-- Recognised before the application it is for was handed in.
SELECT count(*) AS n_checked
FROM award AS a JOIN project AS p ON p.project_id = a.project_id AND p.applied_date IS NOT NULL;
SELECT a.sheet_id, a."row", 'award_date' AS field, CAST(a.award_date AS VARCHAR) AS raw,
    '「' || a.enterprise || '」' || a.award_date || ' 获认定，项目 ' || p.project_id || ' ' || p.applied_date || ' 才申报' AS message
FROM award AS a
JOIN project AS p ON p.project_id = a.project_id
WHERE a.award_date < p.applied_date
ORDER BY a.sheet_id, a."row"
