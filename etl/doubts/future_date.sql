-- A recognition, payment, invoice or application dated after the data date.
WITH dated AS (
    SELECT sheet_id, "row", award_date AS found, 'award_date' AS field FROM award
    UNION ALL SELECT sheet_id, "row", paid_date, 'paid_date' FROM payment
    UNION ALL SELECT sheet_id, "row", invoice_date, 'invoice_date' FROM investment
    UNION ALL SELECT sheet_id, "row", applied_date, 'applied_date' FROM project
)
SELECT d.sheet_id, d."row", c.letter, CAST(d.found AS VARCHAR) AS raw,
    '日期 ' || d.found || ' 晚于数据日期 ' || b.as_of AS message,
    '请核对年份' AS action
FROM dated AS d
CROSS JOIN build AS b
LEFT JOIN source_column AS c ON c.sheet_id = d.sheet_id AND c.field = d.field
WHERE d.found > b.as_of
ORDER BY d.sheet_id, d."row", d.field
