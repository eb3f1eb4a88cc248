-- A step that ends before it starts.
SELECT count(*) AS n_checked FROM stage_event WHERE end_date IS NOT NULL;
SELECT sheet_id, "row", 'end_date' AS field, CAST(end_date AS VARCHAR) AS raw,
    '项目 ' || project_id || ' 的「' || stage || '」' || end_date || ' 结束，早于开始日期 ' || start_date AS message
FROM stage_event
WHERE end_date < start_date
ORDER BY sheet_id, "row"
