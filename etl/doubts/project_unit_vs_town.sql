-- The stamp on the application is of a town that is neither the project's nor the enterprise's.
SELECT count(*) AS n_checked FROM project AS p JOIN unit AS u ON u.unit = p.unit AND u.town IS NOT NULL;
SELECT p.sheet_id, p."row", 'unit' AS field, p.unit AS raw,
    '项目 ' || p.project_id || ' 由' || p.unit || '推荐，项目在' || p.town || coalesce('，企业属' || e.town, '') AS message
FROM project AS p
JOIN unit AS u ON u.unit = p.unit
LEFT JOIN enterprise AS e ON e.credit_code = p.credit_code
WHERE u.town <> p.town AND u.town <> coalesce(e.town, '')
ORDER BY p.sheet_id, p."row"
