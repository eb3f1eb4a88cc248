-- Declared total and invoices more than 50 % apart: a wrong unit (元 for 万元) shows as a factor of 10,000.
SELECT count(DISTINCT p.project_id) AS n_checked FROM project AS p JOIN investment AS i ON i.project_id = p.project_id
WHERE p.declared_yuan IS NOT NULL;
WITH invoiced AS (
    SELECT project_id, sum(amount_yuan) AS invoiced_yuan FROM investment GROUP BY project_id
)
SELECT p.sheet_id, p."row", c.letter, CAST(p.declared_yuan AS VARCHAR) AS raw,
    '申报总投资 ' || round(CAST(p.declared_yuan AS DOUBLE) / 10000, 2) || ' 万元，发票合计 '
        || round(CAST(i.invoiced_yuan AS DOUBLE) / 10000, 2) || ' 万元，相差超过一半' AS message,
    '请核对金额单位与发票清单是否完整' AS action
FROM project AS p
JOIN invoiced AS i ON i.project_id = p.project_id
LEFT JOIN source_column AS c ON c.sheet_id = p.sheet_id AND c.field = 'declared_yuan'
WHERE p.declared_yuan IS NOT NULL
    AND (p.declared_yuan > i.invoiced_yuan * 2 OR i.invoiced_yuan > p.declared_yuan * 2)
ORDER BY p.sheet_id, p."row"
