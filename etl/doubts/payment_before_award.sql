-- Paid before the first recognition of the tier (no recognition at all is paid_without_award).
WITH first_award AS (SELECT credit_code, tier, min(award_date) AS first_date FROM award GROUP BY credit_code, tier)
SELECT count(*) AS n_checked FROM firm_payment AS p JOIN first_award AS a ON a.credit_code = p.firm_code AND a.tier = p.item WHERE p.paid_yuan > 0;
WITH first_award AS (SELECT credit_code, tier, min(award_date) AS first_date FROM award GROUP BY credit_code, tier)
SELECT p.sheet_id, p."row", 'paid_date' AS field, CAST(p.paid_date AS VARCHAR) AS raw,
    '「' || p.payee || '」的 ' || p.item || ' ' || p.paid_date || ' 就已拨付，' || a.first_date || ' 才认定' AS message
FROM firm_payment AS p
JOIN first_award AS a ON a.credit_code = p.firm_code AND a.tier = p.item
WHERE p.paid_yuan > 0 AND p.paid_date < a.first_date
ORDER BY p.sheet_id, p."row"
