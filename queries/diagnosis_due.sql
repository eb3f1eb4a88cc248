-- What each diagnosis provider and diagnosed enterprise is entitled to, was paid, is still due at least and was overpaid.
-- zh: 诊断奖励待拨付清单
-- grain: item, credit_code, payee
-- params:
--   as_of = '' : date until which reports and payments count, YYYY-MM-DD; '' = the data date
--   town = '' : town, 未填报 for those without one; '' = all
--   industry = '' : one of the four industries, 未填报; '' = all
--   assume = '' : pack whose amounts price what no document in force prices; '' = nothing is assumed
-- Diagnosis rewards only (no ladder money). Payees with nothing to count are left out. Overpaid is said only where every report is priced.
SELECT l.item, l.credit_code, coalesce(e.enterprise, l.payee) AS payee, coalesce(e.town, '未填报') AS town,
    coalesce(e.industry, '未填报') AS industry, l.n_reports, l.entitled_yuan, l.paid_yuan, l.due_yuan, l.overpaid_yuan,
    l.recovered_yuan, l.n_unpriced, l.is_assumed
FROM diagnosis_ledger(coalesce(CAST(nullif($as_of, '') AS DATE), (SELECT as_of FROM build)), $assume) AS l
LEFT JOIN enterprise AS e ON e.credit_code = l.credit_code
WHERE (l.entitled_yuan <> 0 OR l.paid_yuan <> 0 OR l.recovered_yuan <> 0 OR l.n_unpriced > 0)
    AND matches($town, e.town) AND matches($industry, e.industry)
ORDER BY l.item, l.due_yuan DESC, l.overpaid_yuan DESC, l.credit_code, l.payee
