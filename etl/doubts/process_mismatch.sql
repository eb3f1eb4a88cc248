-- The process written beside a scene is not the catalogue's; coverage counts the catalogue's.
SELECT count(*) AS n_checked FROM instance WHERE scenario_no IS NOT NULL;
SELECT i.sheet_id, i."row", c.letter, i.process AS raw,
    '场景「' || i.scenario || '」在 ' || i.catalogue || ' 年版目录中属于「' || s.process || '」，此处写作「' || i.process || '」' AS message,
    '统计按目录的环节计；请核对场景是否填错' AS action
FROM instance AS i
JOIN scenario AS s ON s.catalogue = i.catalogue AND s.scenario_no = i.scenario_no
LEFT JOIN source_column AS c ON c.sheet_id = i.sheet_id AND c.field = 'process'
WHERE replace(i.process, ' ', '') <> s.process
ORDER BY i.sheet_id, i."row"
