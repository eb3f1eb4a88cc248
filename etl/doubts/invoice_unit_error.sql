-- A line some hundred times off the project's other lines and beyond what the project can be: more than ten times its declared
-- total, or less than 1,000 yuan. A small part beside a large machine is no error, so both must hold.
WITH lines AS (SELECT project_id, count(*) AS n_lines FROM investment GROUP BY project_id)
SELECT coalesce(sum(n_lines), 0) AS n_checked FROM lines WHERE n_lines >= 3;
WITH beside AS (
    SELECT *, median(CAST(amount_yuan AS DOUBLE)) OVER project AS usual_yuan, count(*) OVER project AS n_lines
    FROM investment
    WINDOW project AS (PARTITION BY project_id)
)
SELECT i.sheet_id, i."row", 'amount_yuan' AS field, CAST(i.amount_yuan AS VARCHAR) AS raw,
    '发票 ' || i.invoice_no || ' 金额 ' || wan(i.amount_yuan) || '，本项目其他发票一般为 ' || wan(round(i.usual_yuan, 2)) || '，像是金额单位写错' AS message
FROM beside AS i
JOIN project AS p ON p.project_id = i.project_id
WHERE i.n_lines >= 3 AND (
    (i.amount_yuan >= i.usual_yuan * guard_value('unit_error_times') AND coalesce(i.amount_yuan > 10 * p.declared_yuan, TRUE))
    OR (i.amount_yuan <= i.usual_yuan / guard_value('unit_error_times') AND i.amount_yuan < 1000))
ORDER BY i.sheet_id, i."row"
