-- Payments with the enterprise's town.
-- zh: 拨付清单
-- grain: paid_date, credit_code, file, sheet, row
-- params:
--   year = '' : calendar year of application, recognition or budget; '' = all
--   town = '' : town, 未填报 for those without one; '' = all
--   industry = '' : one of the four industries, 未填报; '' = all
--   tier = '' : tier applied for, recognised or paid; '' = all
SELECT p.paid_date, p.credit_code, p.payee, p.town, p.item, p.paid_yuan, p.year, p.document_no, f.file, f.sheet, p."row"
FROM payments_within($year, $town, $industry, $tier) AS p
JOIN source_sheet AS f ON f.sheet_id = p.sheet_id
ORDER BY p.paid_date, p.credit_code, f.file, f.sheet, p."row"
