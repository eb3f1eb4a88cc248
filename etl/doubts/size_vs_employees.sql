-- A size that the number of employees rules out. To be 大型, 中型 or 小型 an industrial firm needs so many employees and so much
-- revenue; with fewer employees it is smaller, whatever its revenue. The other way round cannot be told by employees alone.
SELECT count(*) AS n_checked FROM enterprise WHERE size IS NOT NULL AND n_employees IS NOT NULL;
WITH least (size, n_least) AS (VALUES ('大型', 1000), ('中型', 300), ('小型', 20))
SELECT e.sheet_id, e."row", 'size' AS field, e.size AS raw,
    '「' || e.enterprise || '」填「' || e.size || '」，从业人员只有 ' || e.n_employees || ' 人；工业企业' || e.size || '须在 '
        || l.n_least || ' 人以上' AS message
FROM enterprise AS e
JOIN least AS l ON l.size = e.size
WHERE e.n_employees < l.n_least
ORDER BY e.sheet_id, e."row"
