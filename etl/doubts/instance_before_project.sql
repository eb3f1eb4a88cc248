-- A system begun more than a year before the project: probably the achievement of an earlier one.
SELECT count(*) AS n_checked
FROM instance AS i JOIN project AS p ON p.project_id = i.project_id AND p.start_date IS NOT NULL
WHERE i.start_date IS NOT NULL;
SELECT i.sheet_id, i."row", 'start_date' AS field, CAST(i.start_date AS VARCHAR) AS raw,
    '场景实例「' || i.instance || '」' || i.start_date || ' 开始，项目 ' || p.project_id || ' ' || p.start_date || ' 才开工' AS message
FROM instance AS i
JOIN project AS p ON p.project_id = i.project_id
WHERE date_diff('day', i.start_date, p.start_date) > guard_value('early_days')
ORDER BY i.sheet_id, i."row"
