-- The recognitions of one enterprise with what each is worth.
-- zh: 认定与应奖
-- grain: step_no
-- params:
--   credit_code = '' : credit code of one enterprise
SELECT x.step_no, x.tier, x.award_date, x.rank, x.amount_yuan, x.status, x.reason, x.pack, x.clause, f.file, f.sheet, x."row"
FROM entitlement AS x
JOIN source_sheet AS f ON f.sheet_id = x.sheet_id
WHERE x.credit_code = $credit_code
ORDER BY x.step_no
