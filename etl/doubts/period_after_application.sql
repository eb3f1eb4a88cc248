-- Improvements of a period that was not over when the application was handed in.
SELECT count(DISTINCT o.project_id) AS n_checked
FROM outcome AS o JOIN project AS p ON p.project_id = o.project_id AND p.applied_date IS NOT NULL
WHERE regexp_matches(o.period, '(20\d\d)');
SELECT o.sheet_id, o."row", 'period' AS field, o.period AS raw,
    '项目 ' || o.project_id || ' ' || min(p.applied_date) || ' 申报，成效的统计期却是「' || o.period || '」' AS message
FROM outcome AS o
JOIN project AS p ON p.project_id = o.project_id
WHERE TRY_CAST(nullif(regexp_extract(o.period, '(20\d\d)', 1), '') AS INTEGER) > year(p.applied_date)
GROUP BY o.sheet_id, o."row", o.period, o.project_id
ORDER BY o.sheet_id, o."row"
