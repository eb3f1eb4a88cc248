-- An instance under another version of the catalogue than its call uses: it covers no process of the call.
SELECT count(*) AS n_checked
FROM instance AS i JOIN project AS p ON p.project_id = i.project_id
JOIN call AS c ON c.call = p.call AND c.catalogue IS NOT NULL;
SELECT i.sheet_id, i."row", 'catalogue' AS field, i.catalogue AS raw,
    '项目 ' || i.project_id || ' 的批次用 ' || c.catalogue || ' 年版目录，本行填 ' || i.catalogue || ' 年版，不计入覆盖环节' AS message
FROM instance AS i
JOIN project AS p ON p.project_id = i.project_id
JOIN call AS c ON c.call = p.call
WHERE i.catalogue <> c.catalogue
ORDER BY i.sheet_id, i."row"
