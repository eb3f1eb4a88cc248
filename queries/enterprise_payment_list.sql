-- The payments to one enterprise.
-- zh: 拨付记录
-- grain: paid_date, file, sheet, row
-- params:
--   credit_code = '' : credit code of one enterprise
SELECT x.paid_date, x.item, x.paid_yuan, x.year, x.document_no, f.file, f.sheet, x."row"
FROM payment AS x
JOIN source_sheet AS f ON f.sheet_id = x.sheet_id
WHERE x.credit_code = $credit_code
ORDER BY x.paid_date, f.file, f.sheet, x."row"
