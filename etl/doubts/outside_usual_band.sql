-- Above the usual band but below what evidence_needed asks about: a hint, for the highest ones without evidence from outside.
SELECT count(*) AS n_checked FROM outcome AS o JOIN metric AS m ON m.metric = o.metric AND m.usual_max IS NOT NULL AND m.ask_above IS NOT NULL;
SELECT o.sheet_id, o."row", o.letter, CAST(o.value_num AS VARCHAR) AS raw,
    '「' || o.metric || '」为 ' || o.value_num || m.unit || '，常见范围是 ' || m.usual_min || '–' || m.usual_max || m.unit AS message
FROM outcome AS o
JOIN metric AS m ON m.metric = o.metric
WHERE m.ask_above IS NOT NULL AND o.value_num > m.usual_max AND o.value_num <= m.ask_above AND coalesce(o.evidence, '自报') = '自报'
ORDER BY o.sheet_id, o."row", o.metric
