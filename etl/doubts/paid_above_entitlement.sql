-- More paid for the ladder than its priced steps allow. Said only where every step of the enterprise is priced.
SELECT count(*) AS n_checked FROM payment WHERE item IN (SELECT tier FROM ladder);
WITH due AS (
    SELECT credit_code, sum(coalesce(amount_yuan, 0)) AS entitled_yuan,
        count(CASE WHEN status = 'unpriced' AND rank IS NOT NULL THEN 1 END) AS n_unpriced
    FROM entitlement GROUP BY credit_code
),
paid AS (
    SELECT credit_code, sum(paid_yuan) AS paid_yuan, max(paid_date) AS last_date
    FROM payment WHERE item IN (SELECT tier FROM ladder) GROUP BY credit_code
)
SELECT p.sheet_id, p."row", c.letter, CAST(p.paid_yuan AS VARCHAR) AS raw,
    '「' || p.payee || '」累计拨付 ' || round(CAST(t.paid_yuan AS DOUBLE) / 10000, 2) || ' 万元，超过应奖 '
        || round(CAST(d.entitled_yuan AS DOUBLE) / 10000, 2) || ' 万元' AS message,
    '请按认定时生效文件的奖励规则复核；多付部分按规定追回' AS action
FROM payment AS p
JOIN paid AS t ON t.credit_code = p.credit_code AND t.last_date = p.paid_date
JOIN due AS d ON d.credit_code = p.credit_code
LEFT JOIN source_column AS c ON c.sheet_id = p.sheet_id AND c.field = 'paid_yuan'
WHERE t.paid_yuan > d.entitled_yuan AND d.n_unpriced = 0 AND p.item IN (SELECT tier FROM ladder)
ORDER BY p.sheet_id, p."row"
