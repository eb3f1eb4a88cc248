-- A scenario instance that ends before it starts.
SELECT count(*) AS n_checked FROM instance WHERE start_date IS NOT NULL AND end_date IS NOT NULL;
SELECT sheet_id, "row", 'end_date' AS field, CAST(end_date AS VARCHAR) AS raw,
    '场景实例「' || instance || '」' || end_date || ' 结束，早于开始日期 ' || start_date AS message
FROM instance
WHERE end_date < start_date
ORDER BY sheet_id, "row"
