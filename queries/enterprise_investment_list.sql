-- The invoice lines of one enterprise.
-- zh: 发票明细
-- grain: project_id, file, sheet, row
-- params:
--   credit_code = '' : credit code of one enterprise
SELECT x.project_id, x.category, x.item, x.invoice_date, x.invoice_no, x.amount_yuan, x.supplier, f.file, f.sheet, x."row"
FROM investment AS x
JOIN project AS p ON p.project_id = x.project_id
JOIN source_sheet AS f ON f.sheet_id = x.sheet_id
WHERE p.credit_code = $credit_code
ORDER BY x.project_id, f.file, f.sheet, x."row"
