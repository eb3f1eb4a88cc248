-- A value that cannot be (a reduction of more than 100 %, a level outside 0–100): please verify. Bounds are ours, metrics.toml.
SELECT count(*) AS n_checked
FROM outcome AS o JOIN metric AS m ON m.metric = o.metric
WHERE coalesce(m.impossible_below, m.impossible_from, m.impossible_above) IS NOT NULL;
SELECT o.sheet_id, o."row", o.letter, CAST(o.value_num AS VARCHAR) AS raw,
    '「' || o.metric || '」为 ' || o.value_num || m.unit || '，超出可能范围' AS message,
    '请核对口径与单位' AS action
FROM outcome AS o
JOIN metric AS m ON m.metric = o.metric
WHERE o.value_num < m.impossible_below OR o.value_num >= m.impossible_from OR o.value_num > m.impossible_above
ORDER BY o.sheet_id, o."row", o.metric
