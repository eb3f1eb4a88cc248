-- Rows that name an enterprise missing on the enterprise sheets: counted, in the bucket 未填报.
SELECT count(*) AS n_checked
FROM (SELECT sheet_id FROM project UNION ALL SELECT sheet_id FROM award UNION ALL SELECT sheet_id FROM payment WHERE item IN (SELECT tier FROM ladder)
    UNION ALL SELECT sheet_id FROM diagnosis UNION ALL SELECT sheet_id FROM finance) AS named;
WITH named AS (
    SELECT credit_code, enterprise, sheet_id, "row" FROM project
    UNION ALL SELECT credit_code, enterprise, sheet_id, "row" FROM award
    UNION ALL SELECT credit_code, payee, sheet_id, "row" FROM payment WHERE item IN (SELECT tier FROM ladder)
    UNION ALL SELECT credit_code, enterprise, sheet_id, "row" FROM diagnosis
    UNION ALL SELECT credit_code, enterprise, sheet_id, "row" FROM finance
)
SELECT n.sheet_id, n."row", c.letter, n.credit_code AS raw,
    '「' || n.enterprise || '」（' || n.credit_code || '）不在企业表中，街镇和行业按未填报计' AS message,
    '请所属街镇补报企业表' AS action
FROM named AS n
LEFT JOIN source_column AS c ON c.sheet_id = n.sheet_id AND c.field = 'credit_code'
WHERE NOT EXISTS (SELECT 1 FROM enterprise AS e WHERE e.credit_code = n.credit_code)
ORDER BY n.sheet_id, n."row"
