-- The enterprise bought from itself.
SELECT count(*) AS n_checked FROM investment WHERE supplier IS NOT NULL;
WITH seller AS (
    SELECT supplier, folded(supplier) AS plain FROM (SELECT DISTINCT supplier FROM investment WHERE supplier IS NOT NULL) AS named
),
buyer AS (
    SELECT credit_code, plain FROM firm_name UNION SELECT DISTINCT credit_code, folded(enterprise) FROM project
)
SELECT DISTINCT i.sheet_id, i."row", 'supplier' AS field, i.supplier AS raw,
    '发票 ' || i.invoice_no || ' 的供应商就是申报企业「' || p.enterprise || '」' AS message
FROM investment AS i
JOIN seller AS s ON s.supplier = i.supplier
JOIN project AS p ON p.project_id = i.project_id
JOIN buyer AS b ON b.credit_code = p.credit_code AND b.plain = s.plain
ORDER BY i.sheet_id, i."row"
