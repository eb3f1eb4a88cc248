-- The name beside a credit code is neither the enterprise's name nor a former one (brackets and white space ignored).
WITH named AS (
    SELECT credit_code, enterprise, sheet_id, "row", 'enterprise' AS field FROM project
    UNION ALL SELECT credit_code, enterprise, sheet_id, "row", 'enterprise' FROM award
    UNION ALL SELECT credit_code, payee, sheet_id, "row", 'payee' FROM payment
    UNION ALL SELECT credit_code, enterprise, sheet_id, "row", 'enterprise' FROM diagnosis
    UNION ALL SELECT credit_code, enterprise, sheet_id, "row", 'enterprise' FROM finance
),
plain AS (
    SELECT n.*, replace(replace(replace(n.enterprise, '（', '('), '）', ')'), ' ', '') AS plain_name,
        replace(replace(replace(e.enterprise, '（', '('), '）', ')'), ' ', '') AS plain_ledger_name,
        replace(replace(replace(coalesce(e.former_names, ''), '（', '('), '）', ')'), ' ', '') AS plain_former,
        e.enterprise AS ledger_name
    FROM named AS n JOIN enterprise AS e ON e.credit_code = n.credit_code
)
SELECT p.sheet_id, p."row", c.letter, p.enterprise AS raw,
    '名称「' || p.enterprise || '」与企业表的「' || p.ledger_name || '」不一致，也不是其曾用名' AS message,
    '请核对信用代码与名称；更名的请在曾用名中登记' AS action
FROM plain AS p
LEFT JOIN source_column AS c ON c.sheet_id = p.sheet_id AND c.field = p.field
WHERE p.plain_name <> p.plain_ledger_name AND NOT contains('；' || p.plain_former || '；', '；' || p.plain_name || '；')
ORDER BY p.sheet_id, p."row"
