-- The same invoice number under two projects: the double-funding check (domain: a Shenzhen audit recovered 1,600 万).
WITH used AS (
    SELECT i.invoice_no, i.project_id, i.sheet_id, i."row", p.enterprise, p.credit_code
    FROM investment AS i JOIN project AS p ON p.project_id = i.project_id
),
shared AS (
    SELECT invoice_no, string_agg(DISTINCT project_id, '、' ORDER BY project_id) AS projects,
        count(DISTINCT credit_code) AS n_enterprises
    FROM used GROUP BY invoice_no HAVING count(DISTINCT project_id) > 1
)
SELECT u.sheet_id, u."row", c.letter, u.invoice_no AS raw,
    '发票号「' || u.invoice_no || '」同时出现在项目 ' || s.projects
        || CASE WHEN s.n_enterprises > 1 THEN '（分属 ' || s.n_enterprises || ' 家企业）' ELSE '' END AS message,
    '请核对发票原件，只保留一个项目' AS action
FROM used AS u
JOIN shared AS s ON s.invoice_no = u.invoice_no
LEFT JOIN source_column AS c ON c.sheet_id = u.sheet_id AND c.field = 'invoice_no'
ORDER BY u.sheet_id, u."row"
