-- The yearly figures of one enterprise.
-- zh: 经营情况
-- grain: year
-- params:
--   credit_code = '' : credit code of one enterprise
SELECT x.credit_code, x.year, x.assets_yuan, x.debt_ratio_pct, x.revenue_yuan, x.profit_margin_pct, f.file, f.sheet, x."row"
FROM finance AS x
JOIN source_sheet AS f ON f.sheet_id = x.sheet_id
WHERE x.credit_code = $credit_code
ORDER BY x.year, f.file, f.sheet, x."row"
