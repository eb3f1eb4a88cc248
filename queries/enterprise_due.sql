-- What each enterprise is entitled to, was paid, is still due, was overpaid and gave back.
-- zh: 待拨付清单
-- grain: credit_code
-- params:
--   town = '' : town, 未填报 for those without one; '' = all
--   industry = '' : one of the four industries, 未填报; '' = all
--   assume = '' : pack whose amounts price what no document in force prices; '' = nothing is assumed
-- Ladder money only (no diagnosis rewards). Overpaid is said only where every step of the enterprise is priced.
WITH steps AS (
    SELECT credit_code, max(enterprise) AS enterprise, sum(CASE WHEN status = 'priced' THEN amount_yuan END) AS entitled_yuan,
        count(CASE WHEN status = 'unpriced' AND rank IS NOT NULL THEN 1 END) AS n_unpriced,
        max(CASE WHEN status = 'priced' AND amount_yuan > 0 THEN award_date END) AS award_date
    FROM entitlements($assume)
    GROUP BY credit_code
),
paid AS (
    SELECT credit_code, max(payee) AS payee, sum(paid_yuan) AS paid_yuan,
        sum(CASE WHEN paid_yuan < 0 THEN -paid_yuan ELSE 0 END) AS recovered_yuan
    FROM payment WHERE item IN (SELECT tier FROM ladder)
    GROUP BY credit_code
),
codes AS (SELECT credit_code FROM steps UNION SELECT credit_code FROM paid),
sides AS (
    SELECT c.credit_code, coalesce(e.enterprise, s.enterprise, p.payee) AS enterprise,
        coalesce(e.town, '未填报') AS town, coalesce(e.industry, '未填报') AS industry,
        CAST(coalesce(s.entitled_yuan, 0) AS DECIMAL(18,2)) AS entitled_yuan,
        CAST(coalesce(p.paid_yuan, 0) AS DECIMAL(18,2)) AS paid_yuan,
        CAST(coalesce(p.recovered_yuan, 0) AS DECIMAL(18,2)) AS recovered_yuan,
        coalesce(s.n_unpriced, 0) AS n_unpriced, s.award_date
    FROM codes AS c
    LEFT JOIN steps AS s ON s.credit_code = c.credit_code
    LEFT JOIN paid AS p ON p.credit_code = c.credit_code
    LEFT JOIN enterprise AS e ON e.credit_code = c.credit_code
)
SELECT credit_code, enterprise, town, industry, entitled_yuan, paid_yuan,
    CAST(greatest(entitled_yuan - paid_yuan, 0) AS DECIMAL(18,2)) AS due_yuan,
    CAST(CASE WHEN n_unpriced = 0 THEN greatest(paid_yuan - entitled_yuan, 0) ELSE 0 END AS DECIMAL(18,2)) AS overpaid_yuan,
    recovered_yuan, n_unpriced, award_date,
    CASE WHEN entitled_yuan > paid_yuan THEN date_diff('day', award_date, (SELECT as_of FROM build)) END AS n_days_waiting
FROM sides
WHERE matches($town, town) AND matches($industry, industry)
ORDER BY due_yuan DESC, overpaid_yuan DESC, credit_code
