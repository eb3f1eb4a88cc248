-- More invoiced than declared, by a tenth to the double (more is declared_vs_invoiced).
SELECT count(DISTINCT p.project_id) AS n_checked
FROM project AS p JOIN investment AS i ON i.project_id = p.project_id
WHERE p.declared_yuan > 0;
WITH invoiced AS (SELECT project_id, sum(amount_yuan) AS yuan FROM investment GROUP BY project_id)
SELECT p.sheet_id, p."row", 'declared_yuan' AS field, CAST(p.declared_yuan AS VARCHAR) AS raw,
    '发票合计 ' || wan(i.yuan) || '，超过申报总投资 ' || wan(p.declared_yuan) AS message
FROM project AS p
JOIN invoiced AS i ON i.project_id = p.project_id
WHERE i.yuan > p.declared_yuan * 1.1 AND i.yuan <= p.declared_yuan * 2
ORDER BY p.sheet_id, p."row"
