-- A date of something that has happened, after the data date.
SELECT count(*) AS n_checked
FROM (SELECT award_date AS found FROM award UNION ALL SELECT paid_date FROM payment UNION ALL SELECT invoice_date FROM investment
    UNION ALL SELECT applied_date FROM project UNION ALL SELECT report_date FROM diagnosis UNION ALL SELECT founded_date FROM enterprise
    UNION ALL SELECT assessment_date FROM enterprise UNION ALL SELECT accident_date FROM enterprise) AS dated
WHERE found IS NOT NULL;
WITH dated AS (
    SELECT sheet_id, "row", award_date AS found, 'award_date' AS field FROM award
    UNION ALL SELECT sheet_id, "row", paid_date, 'paid_date' FROM payment
    UNION ALL SELECT sheet_id, "row", invoice_date, 'invoice_date' FROM investment
    UNION ALL SELECT sheet_id, "row", applied_date, 'applied_date' FROM project
    UNION ALL SELECT sheet_id, "row", report_date, 'report_date' FROM diagnosis
    UNION ALL SELECT sheet_id, "row", founded_date, 'founded_date' FROM enterprise
    UNION ALL SELECT sheet_id, "row", assessment_date, 'assessment_date' FROM enterprise
    UNION ALL SELECT sheet_id, "row", accident_date, 'accident_date' FROM enterprise
)
SELECT d.sheet_id, d."row", d.field, CAST(d.found AS VARCHAR) AS raw,
    '日期 ' || d.found || ' 晚于数据日期 ' || b.as_of AS message,
    '请核对年份' AS action
FROM dated AS d
CROSS JOIN build AS b
WHERE d.found > b.as_of
ORDER BY d.sheet_id, d."row", d.field
