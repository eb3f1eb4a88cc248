-- Which findings matter most: by severity, then by the money on the rows concerned, then by their number.
-- zh: 要紧的数据问题
-- grain: rule
-- amount_yuan: payments and invoices on the rows that the rule names, each row once; a quarantined row is in no sum, so its money
-- is not known (NULL). action: what the first of them asks to do.
WITH amounts AS (
    SELECT sheet_id, "row", abs(paid_yuan) AS yuan FROM payment
    UNION ALL SELECT sheet_id, "row", amount_yuan FROM investment
),
rows_named AS (
    SELECT DISTINCT f.rule, s.sheet_id, f."row"
    FROM finding AS f
    JOIN source_sheet AS s ON s.file = f.file AND coalesce(s.sheet, '') = coalesce(f.sheet, '')
    WHERE f."row" IS NOT NULL
),
money AS (
    SELECT n.rule, sum(a.yuan) AS yuan
    FROM rows_named AS n JOIN amounts AS a ON a.sheet_id = n.sheet_id AND a."row" = n."row"
    GROUP BY n.rule
),
counted AS (
    SELECT rule, severity, count(*) AS n_findings, count(DISTINCT file) AS n_files, min(finding) AS first_finding
    FROM finding GROUP BY rule, severity
)
SELECT CAST(row_number() OVER (
        ORDER BY CASE c.severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, coalesce(m.yuan, 0) DESC, c.n_findings DESC, c.rule
    ) AS INTEGER) AS matter_no, c.severity, c.rule, r.title, c.n_findings, c.n_files, CAST(m.yuan AS DECIMAL(18,2)) AS amount_yuan, f.action
FROM counted AS c
JOIN rule AS r ON r.rule = c.rule
JOIN finding AS f ON f.finding = c.first_finding
LEFT JOIN money AS m ON m.rule = c.rule
ORDER BY matter_no, c.rule
