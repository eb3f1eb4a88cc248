-- An application for a tier that its call does not offer: counted, but no condition of the call speaks of it.
SELECT count(*) AS n_checked FROM project WHERE call IN (SELECT call FROM call);
SELECT p.sheet_id, p."row", c.letter, p.applied_tier AS raw,
    '批次「' || p.call || '」没有「' || p.applied_tier || '」这一申报类别，无法判断条件' AS message,
    '请核对申报批次和申报类别' AS action
FROM project AS p
LEFT JOIN source_column AS c ON c.sheet_id = p.sheet_id AND c.field = 'applied_tier'
WHERE p.call IN (SELECT call FROM call)
    AND NOT EXISTS (SELECT 1 FROM condition AS n WHERE n.call = p.call AND n.item = p.applied_tier)
ORDER BY p.sheet_id, p."row"
