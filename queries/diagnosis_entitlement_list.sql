-- Every diagnosis report with what it is worth to its provider and to the diagnosed enterprise.
-- zh: 诊断奖励应奖清单
-- grain: item, file, sheet, row
-- params:
--   as_of = '' : date until which reports count, YYYY-MM-DD; '' = the data date
--   year = '' : calendar year of application, recognition or budget; '' = all
--   town = '' : town, 未填报 for those without one; '' = all
--   industry = '' : one of the four industries, 未填报; '' = all
--   assume = '' : pack whose amounts price what no document in force prices; '' = nothing is assumed
-- Town and industry are the payee's, year is the report's. status: priced / none (nothing earned) / unpriced (no document prices it, amount NULL).
SELECT s.item, s.credit_code, coalesce(e.enterprise, s.payee) AS payee, coalesce(e.town, '未填报') AS town, s.report_date,
    s.diagnosed, s.is_accepted, s.spent_yuan AS implemented_yuan, s.amount_yuan, s.status, s.is_assumed, s.reason, s.pack, s.clause,
    f.file, f.sheet, s."row"
FROM diagnosis_rewards_on(coalesce(CAST(nullif($as_of, '') AS DATE), (SELECT as_of FROM build)), $assume) AS s
JOIN source_sheet AS f ON f.sheet_id = s.sheet_id
LEFT JOIN enterprise AS e ON e.credit_code = s.credit_code
WHERE matches($year, CAST(year(s.report_date) AS VARCHAR)) AND matches($town, e.town) AND matches($industry, e.industry)
ORDER BY s.item, f.file, f.sheet, s."row"
