-- A system (MES …) finished after the project went into production. A month without a day is its last day: so many days pass.
SELECT count(*) AS n_checked
FROM instance AS i JOIN project AS p ON p.project_id = i.project_id AND p.production_date IS NOT NULL
WHERE i.end_date IS NOT NULL;
SELECT i.sheet_id, i."row", 'end_date' AS field, CAST(i.end_date AS VARCHAR) AS raw,
    '场景实例「' || i.instance || '」' || i.end_date || ' 才结束，项目 ' || p.project_id || ' ' || p.production_date || ' 已建成投产' AS message
FROM instance AS i
JOIN project AS p ON p.project_id = i.project_id
WHERE date_diff('day', p.production_date, i.end_date) > guard_value('production_days')
ORDER BY i.sheet_id, i."row"
