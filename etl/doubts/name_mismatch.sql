-- The name beside a credit code is neither the enterprise's name nor a former one (width, case and white space ignored).
SELECT count(*) AS n_checked
FROM (SELECT credit_code FROM project UNION ALL SELECT credit_code FROM award UNION ALL SELECT credit_code FROM payment
    UNION ALL SELECT credit_code FROM diagnosis UNION ALL SELECT credit_code FROM finance) AS named
JOIN enterprise AS e ON e.credit_code = named.credit_code;
WITH named AS (
    SELECT credit_code, enterprise, sheet_id, "row", 'enterprise' AS field FROM project
    UNION ALL SELECT credit_code, enterprise, sheet_id, "row", 'enterprise' FROM award
    UNION ALL SELECT credit_code, payee, sheet_id, "row", 'payee' FROM payment
    UNION ALL SELECT credit_code, enterprise, sheet_id, "row", 'enterprise' FROM diagnosis
    UNION ALL SELECT credit_code, enterprise, sheet_id, "row", 'enterprise' FROM finance
)
SELECT n.sheet_id, n."row", c.letter, n.enterprise AS raw,
    '名称「' || n.enterprise || '」与企业表的「' || e.enterprise || '」不一致，也不是其曾用名' AS message,
    '请核对信用代码与名称；更名的请在曾用名中登记' AS action
FROM named AS n
JOIN enterprise AS e ON e.credit_code = n.credit_code
LEFT JOIN source_column AS c ON c.sheet_id = n.sheet_id AND c.field = n.field
WHERE NOT EXISTS (SELECT 1 FROM firm_name AS k WHERE k.credit_code = n.credit_code AND k.plain = folded(n.enterprise))
ORDER BY n.sheet_id, n."row"
