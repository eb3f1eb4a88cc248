-- In production before construction began.
SELECT count(*) AS n_checked FROM project WHERE start_date IS NOT NULL AND production_date IS NOT NULL;
SELECT sheet_id, "row", 'production_date' AS field, CAST(production_date AS VARCHAR) AS raw,
    '项目 ' || project_id || ' ' || production_date || ' 建成投产，早于开工日期 ' || start_date AS message
FROM project
WHERE production_date < start_date
ORDER BY sheet_id, "row"
