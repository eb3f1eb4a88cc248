-- A call that no policy pack opens: the application is counted, but no condition can be checked.
SELECT count(*) AS n_checked FROM project;
SELECT p.sheet_id, p."row", c.letter, p.call AS raw,
    '申报批次「' || p.call || '」没有对应的政策包，无法判断条件' AS message,
    '请核对批次编号，或补充该批次的政策包' AS action
FROM project AS p
LEFT JOIN source_column AS c ON c.sheet_id = p.sheet_id AND c.field = 'call'
WHERE p.call NOT IN (SELECT call FROM call)
ORDER BY p.sheet_id, p."row"
