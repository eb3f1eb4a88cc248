-- Years missing between two that were reported: said at the year after the gap.
SELECT count(*) AS n_checked FROM finance;
WITH series AS (
    SELECT *, lag(year) OVER (PARTITION BY credit_code ORDER BY year) AS earlier FROM finance
)
SELECT sheet_id, "row", 'year' AS field, CAST(year AS VARCHAR) AS raw,
    '「' || enterprise || '」报了 ' || earlier || ' 年和 ' || year || ' 年，缺 ' || (earlier + 1)
        || CASE WHEN year - earlier > 2 THEN ' 至 ' || (year - 1) ELSE '' END || ' 年' AS message
FROM series
WHERE year - earlier > 1
ORDER BY sheet_id, "row"
