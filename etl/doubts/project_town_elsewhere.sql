-- Built in another town than the enterprise's: it may be so, and it decides whose figures the money stands in.
SELECT count(*) AS n_checked FROM project AS p JOIN enterprise AS e ON e.credit_code = p.credit_code;
SELECT p.sheet_id, p."row", 'town' AS field, p.town AS raw,
    '项目 ' || p.project_id || ' 在' || p.town || '，企业属' || e.town AS message
FROM project AS p
JOIN enterprise AS e ON e.credit_code = p.credit_code
WHERE p.town <> e.town
ORDER BY p.sheet_id, p."row"
