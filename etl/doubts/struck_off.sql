-- Enterprises that the register no longer has as going on (注销, 吊销, 迁出) and that the ledger still has something of.
SELECT count(*) AS n_checked FROM enterprise WHERE register_state IS NOT NULL;
WITH had AS (
    SELECT credit_code, count(*) FILTER (WHERE what = 'project') AS n_projects,
        count(*) FILTER (WHERE what = 'award') AS n_awards, count(*) FILTER (WHERE what = 'payment') AS n_payments
    FROM (SELECT credit_code, 'project' AS what FROM project UNION ALL SELECT credit_code, 'award' FROM award
        UNION ALL SELECT credit_code, 'payment' FROM payment) AS rows_of
    GROUP BY credit_code
)
SELECT e.sheet_id, e."row", c.letter, e.register_state AS raw,
    '「' || e.enterprise || '」登记状态为' || e.register_state || '，台账上有申报 ' || CAST(h.n_projects AS VARCHAR) || ' 项、认定 '
        || CAST(h.n_awards AS VARCHAR) || ' 项、拨付 ' || CAST(h.n_payments AS VARCHAR) || ' 笔' AS message,
    '请核对企业是否存续；不再存续或不在本区的，不再推荐和拨付' AS action
FROM enterprise AS e
JOIN had AS h ON h.credit_code = e.credit_code
LEFT JOIN source_column AS c ON c.sheet_id = e.sheet_id AND c.field = 'register_state'
WHERE regexp_matches(e.register_state, '注销|吊销|迁出') AND NOT regexp_matches(e.register_state, '^(未|没有)')
ORDER BY e.sheet_id, e."row"
