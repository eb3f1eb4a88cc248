-- A reduction of more than 100 % or a level outside 0–100 cannot be: please verify (bands are ours, data/reference/metrics.toml).
SELECT o.sheet_id, o."row", o.letter, CAST(o.value_num AS VARCHAR) AS raw,
    '「' || o.metric || '」为 ' || o.value_num || '%，超出可能范围' AS message,
    '请核对口径与单位' AS action
FROM outcome AS o
JOIN metric AS m ON m.metric = o.metric
WHERE m.unit = '%' AND (
    (m.kind = 'change_down' AND o.value_num > 100) OR (m.kind = 'level' AND (o.value_num > 100 OR o.value_num < 0))
    OR (m.kind LIKE 'change%' AND o.value_num < -100))
ORDER BY o.sheet_id, o."row", o.metric
