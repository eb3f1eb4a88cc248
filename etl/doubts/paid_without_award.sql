-- A tier was paid to an enterprise that holds no recognition of it.
SELECT count(*) AS n_checked FROM payment WHERE item IN (SELECT tier FROM ladder) AND paid_yuan > 0;
SELECT p.sheet_id, p."row", c.letter, p.item AS raw,
    '「' || p.payee || '」拨付了 ' || p.item || '，但认定台账中没有该企业的这项认定' AS message,
    '请补录认定文件，或核对拨付事项' AS action
FROM payment AS p
LEFT JOIN source_column AS c ON c.sheet_id = p.sheet_id AND c.field = 'item'
WHERE p.item IN (SELECT tier FROM ladder) AND p.paid_yuan > 0
    AND NOT EXISTS (SELECT 1 FROM award AS a WHERE a.credit_code = p.credit_code AND a.tier = p.item)
ORDER BY p.sheet_id, p."row"
