-- Every recognition with what it is worth by the rule of its document.
-- zh: 应奖清单
-- grain: credit_code, step_no
-- params:
--   as_of = '' : date until which recognitions count, YYYY-MM-DD; '' = the data date
--   year = '' : calendar year of application, recognition or budget; '' = all
--   town = '' : town, 未填报 for those without one; '' = all
--   industry = '' : one of the four industries, 未填报; '' = all
--   tier = '' : tier applied for, recognised or paid; '' = all
--   assume = '' : pack whose amounts price what no document in force prices; '' = nothing is assumed
-- status: priced / no_step (rank already reached, amount 0) / unpriced (no document prices it, amount NULL).
SELECT s.credit_code, coalesce(e.enterprise, s.enterprise) AS enterprise, coalesce(e.town, '未填报') AS town, s.award_date, s.step_no, s.tier, s.rank,
    s.amount_yuan, s.status, s.is_assumed, s.reason, s.pack, s.clause, s.project_id, f.file, f.sheet, s."row"
FROM entitlements_on(coalesce(CAST(nullif($as_of, '') AS DATE), (SELECT as_of FROM build)), $assume) AS s
JOIN source_sheet AS f ON f.sheet_id = s.sheet_id
LEFT JOIN enterprise AS e ON e.credit_code = s.credit_code
WHERE matches($year, CAST(year(s.award_date) AS VARCHAR)) AND matches($town, e.town)
    AND matches($industry, e.industry) AND matches($tier, s.tier)
ORDER BY s.credit_code, s.step_no
