-- Applied for before the call opened.
SELECT count(*) AS n_checked
FROM project AS p JOIN call AS c ON c.call = p.call AND c.opens IS NOT NULL
WHERE p.applied_date IS NOT NULL;
SELECT p.sheet_id, p."row", 'applied_date' AS field, CAST(p.applied_date AS VARCHAR) AS raw,
    '项目 ' || p.project_id || ' ' || p.applied_date || ' 申报，「' || coalesce(c.title, c.call) || '」' || c.opens || ' 才开始' AS message
FROM project AS p
JOIN call AS c ON c.call = p.call
WHERE p.applied_date < c.opens
ORDER BY p.sheet_id, p."row"
