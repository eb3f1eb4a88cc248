-- An invoice more than a year before the project began: probably of an earlier project.
SELECT count(*) AS n_checked
FROM investment AS i JOIN project AS p ON p.project_id = i.project_id AND p.start_date IS NOT NULL;
SELECT i.sheet_id, i."row", 'invoice_date' AS field, CAST(i.invoice_date AS VARCHAR) AS raw,
    '发票 ' || i.invoice_no || ' 开于 ' || i.invoice_date || '，项目 ' || p.project_id || ' ' || p.start_date || ' 才开工' AS message
FROM investment AS i
JOIN project AS p ON p.project_id = i.project_id
WHERE date_diff('day', i.invoice_date, p.start_date) > guard_value('early_days')
ORDER BY i.sheet_id, i."row"
