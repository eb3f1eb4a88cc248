-- A figure above the usual band without evidence from outside the enterprise: never rejected, please verify.
SELECT count(*) AS n_checked
FROM outcome AS o JOIN metric AS m ON m.metric = o.metric AND (m.ask_above IS NOT NULL OR m.ask_equal IS NOT NULL);
SELECT o.sheet_id, o."row", o.letter, CAST(o.value_num AS VARCHAR) AS raw,
    '「' || o.metric || '」为 ' || o.value_num || '%，高于 ' || m.ask_above || '%，且佐证级别为「'
        || coalesce(o.evidence, '未填报') || '」' AS message,
    '请补充佐证材料' AS action
FROM outcome AS o
JOIN metric AS m ON m.metric = o.metric
WHERE m.ask_above IS NOT NULL AND o.value_num > m.ask_above AND coalesce(o.evidence, '自报') = '自报'
    AND NOT coalesce(o.value_num >= m.impossible_from OR o.value_num > m.impossible_above, FALSE)
UNION ALL
-- Both level metrics at exactly the value nobody measures (100 %): asked whatever the evidence.
SELECT o.sheet_id, o."row", o.letter, CAST(o.value_num AS VARCHAR),
    '「' || o.metric || '」恰为 ' || o.value_num || '%，同组指标也恰为此值', '请补充计算依据'
FROM outcome AS o
JOIN metric AS m ON m.metric = o.metric AND o.value_num = m.ask_equal
WHERE (SELECT count(*) FROM outcome AS p JOIN metric AS q ON q.metric = p.metric AND p.value_num = q.ask_equal
    WHERE p.project_id = o.project_id) > 1
ORDER BY 1, 2, 5
