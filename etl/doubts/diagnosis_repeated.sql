-- One report on the ledger twice: same provider, enterprise and day.
SELECT count(*) AS n_checked FROM diagnosis;
WITH numbered AS (
    SELECT *, row_number() OVER (PARTITION BY folded(provider), credit_code, report_date ORDER BY sheet_id, "row") AS copy_no FROM diagnosis
)
SELECT sheet_id, "row", 'report_date' AS field, CAST(report_date AS VARCHAR) AS raw,
    '「' || provider || '」给「' || enterprise || '」' || report_date || ' 的报告登记了第 ' || copy_no || ' 次，奖励按份计' AS message
FROM numbered
WHERE copy_no > 1
ORDER BY sheet_id, "row"
