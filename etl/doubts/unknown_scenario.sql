-- A scene that the catalogue of its version does not have: allowed (the notice encourages new ones), counted apart.
SELECT count(*) AS n_checked FROM instance;
SELECT i.sheet_id, i."row", c.letter, i.scenario AS raw,
    '「' || i.scenario || '」不在 ' || i.catalogue || ' 年版目录中，按目录外场景计' AS message,
    '如为笔误请按目录名称更正；确为新场景可不改' AS action
FROM instance AS i
LEFT JOIN source_column AS c ON c.sheet_id = i.sheet_id AND c.field = 'scenario'
WHERE i.scenario_no IS NULL
ORDER BY i.sheet_id, i."row"
