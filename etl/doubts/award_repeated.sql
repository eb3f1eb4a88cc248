-- One recognition on the ledger twice: same enterprise, tier and day.
SELECT count(*) AS n_checked FROM award;
WITH numbered AS (
    SELECT *, row_number() OVER (PARTITION BY credit_code, tier, award_date, coalesce(project_id, '') ORDER BY sheet_id, "row") AS copy_no FROM award
)
SELECT sheet_id, "row", 'tier' AS field, tier AS raw,
    '「' || enterprise || '」' || award_date || ' 的 ' || tier || ' 登记了第 ' || copy_no || ' 次' AS message
FROM numbered
WHERE copy_no > 1
ORDER BY sheet_id, "row"
