-- The improvement does not follow from the figures before and after. No official formula was found; ours stands in metrics.toml.
SELECT count(*) AS n_checked
FROM outcome AS o JOIN metric AS m ON m.metric = o.metric AND m.kind IN ('change_up', 'change_down')
WHERE o.before_num <> 0 AND o.after_num IS NOT NULL;
WITH worked_out AS (
    SELECT o.*, CASE m.kind WHEN 'change_up' THEN 100 * (o.after_num - o.before_num) / o.before_num
        ELSE 100 * (o.before_num - o.after_num) / o.before_num END AS expected_pct
    FROM outcome AS o
    JOIN metric AS m ON m.metric = o.metric AND m.kind IN ('change_up', 'change_down')
    WHERE o.before_num <> 0 AND o.after_num IS NOT NULL
)
SELECT sheet_id, "row", letter, CAST(value_num AS VARCHAR) AS raw,
    '「' || metric || '」填 ' || value_num || '%，由改造前 ' || before_num || '、改造后 ' || after_num || ' 算得 ' || round(expected_pct, 1) || '%' AS message
FROM worked_out
-- Also right: the difference in points (indicators that are rates themselves).
WHERE abs(value_num - expected_pct) > 1 AND abs(value_num - abs(after_num - before_num)) > 1
ORDER BY sheet_id, "row", metric
