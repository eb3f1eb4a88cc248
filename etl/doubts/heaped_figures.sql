-- A sender most of whose percentages end in 0 or 5: estimated, not measured. Said once per sheet.
WITH sender AS (
    SELECT o.sheet_id, count(*) AS n FROM outcome AS o JOIN metric AS m ON m.metric = o.metric AND m.unit = '%'
    WHERE o.value_num >= 10 AND coalesce(o.value_num <> m.ask_equal, TRUE) GROUP BY o.sheet_id
)
SELECT count(*) AS n_checked FROM sender WHERE n >= guard_value('heaped_figures');
WITH sender AS (
    SELECT o.sheet_id, min(o."row") AS first_row, count(*) AS n, count(CASE WHEN o.value_num % 5 = 0 THEN 1 END) AS n_round
    FROM outcome AS o JOIN metric AS m ON m.metric = o.metric AND m.unit = '%'
    WHERE o.value_num >= 10 AND coalesce(o.value_num <> m.ask_equal, TRUE) GROUP BY o.sheet_id
)
SELECT sheet_id, first_row AS "row", CAST(NULL AS VARCHAR) AS field, n_round || ' / ' || n AS raw,
    '本表 ' || n || ' 个 10% 以上的成效数值，' || n_round || ' 个末位是 0 或 5（' || round(100.0 * n_round / n) || '%），像是估计而不是测算' AS message
FROM sender
WHERE n >= guard_value('heaped_figures') AND n_round * 100 >= n * guard_value('heaped_share_pct')
ORDER BY sheet_id
