-- An invoice dated after the application that lists it as already invested.
SELECT count(*) AS n_checked
FROM investment AS i JOIN project AS p ON p.project_id = i.project_id AND p.applied_date IS NOT NULL;
SELECT i.sheet_id, i."row", 'invoice_date' AS field, CAST(i.invoice_date AS VARCHAR) AS raw,
    '发票 ' || i.invoice_no || ' 开于 ' || i.invoice_date || '，项目 ' || p.project_id || ' ' || p.applied_date || ' 就已申报' AS message
FROM investment AS i
JOIN project AS p ON p.project_id = i.project_id
WHERE i.invoice_date > p.applied_date
ORDER BY i.sheet_id, i."row"
