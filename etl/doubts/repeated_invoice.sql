-- The same line (invoice, item, amount) twice in one project counts its money twice.
SELECT count(*) AS n_checked FROM investment;
WITH numbered AS (
    SELECT *, row_number() OVER (
        PARTITION BY project_id, invoice_no, item, amount_yuan, invoice_date ORDER BY sheet_id, "row") AS copy_no
    FROM investment
)
SELECT n.sheet_id, n."row", c.letter, n.invoice_no AS raw,
    '项目 ' || n.project_id || ' 的发票行「' || n.invoice_no || ' ' || n.item || '」重复，金额被计了两次' AS message,
    '请核对后删去重复行' AS action
FROM numbered AS n
LEFT JOIN source_column AS c ON c.sheet_id = n.sheet_id AND c.field = 'invoice_no'
WHERE n.copy_no > 1
ORDER BY n.sheet_id, n."row"
