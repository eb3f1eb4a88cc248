-- Diagnosis rewards in figures: reports, entitlement, payments, dues per reward.
-- zh: 诊断奖励汇总
-- grain: item
-- params:
--   town = '' : town, 未填报 for those without one; '' = all
--   industry = '' : one of the four industries, 未填报; '' = all
--   assume = '' : pack whose amounts price what no document in force prices; '' = nothing is assumed
-- Diagnosis rewards only (no ladder money), over all years. due_yuan is formed per payee before it is summed: due at least.
SELECT l.item, CAST(sum(l.n_reports) AS BIGINT) AS n_reports, count(CASE WHEN l.n_reports > 0 THEN 1 END) AS n_payees,
    CAST(sum(l.entitled_yuan) AS DECIMAL(18,2)) AS entitled_yuan, CAST(sum(l.paid_yuan) AS DECIMAL(18,2)) AS paid_yuan,
    CAST(sum(l.due_yuan) AS DECIMAL(18,2)) AS due_yuan, CAST(sum(l.overpaid_yuan) AS DECIMAL(18,2)) AS overpaid_yuan,
    CAST(sum(l.n_unpriced) AS BIGINT) AS n_unpriced
FROM diagnosis_ledger((SELECT as_of FROM build), $assume) AS l
LEFT JOIN enterprise AS e ON e.credit_code = l.credit_code
WHERE matches($town, e.town) AND matches($industry, e.industry)
GROUP BY l.item
ORDER BY l.item
