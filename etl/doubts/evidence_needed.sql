-- A figure above the usual band without evidence from outside the enterprise: never rejected, please verify.
SELECT o.sheet_id, o."row", o.letter, CAST(o.value_num AS VARCHAR) AS raw,
    '「' || o.metric || '」为 ' || o.value_num || '%，高于 ' || m.ask_above || '%，且佐证级别为「'
        || coalesce(o.evidence, '未填报') || '」' AS message,
    '请补充佐证材料' AS action
FROM outcome AS o
JOIN metric AS m ON m.metric = o.metric
WHERE m.ask_above IS NOT NULL AND o.value_num > m.ask_above AND coalesce(o.evidence, '自报') = '自报'
    AND NOT (m.kind = 'change_down' AND o.value_num > 100)
ORDER BY o.sheet_id, o."row", o.metric
