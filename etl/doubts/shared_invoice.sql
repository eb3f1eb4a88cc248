-- The same invoice under two projects: the double-funding check (domain: a Shenzhen audit recovered 1,600 万).
-- Invoices of a project that one enterprise entered in two calls are said once, by project_two_schemes.
SELECT count(*) AS n_checked FROM investment;
WITH shared AS (
    SELECT l.sheet_id, l."row", l.invoice_no, l.project_id, count(DISTINCT l.other_id) AS n_others, min(l.other_id) AS first_other,
        count(DISTINCT CASE WHEN l.other_code <> l.credit_code THEN l.other_code END) + 1 AS n_enterprises
    FROM shared_invoice_line AS l
    WHERE NOT EXISTS (SELECT 1 FROM twin_project AS t
        WHERE (t.project_id = l.project_id AND t.other_id = l.other_id) OR (t.project_id = l.other_id AND t.other_id = l.project_id))
    GROUP BY l.sheet_id, l."row", l.invoice_no, l.project_id
)
SELECT s.sheet_id, s."row", c.letter, s.invoice_no AS raw,
    '发票号「' || s.invoice_no || '」同时出现在项目 ' || s.project_id || ' 和 ' || s.first_other
        || CASE WHEN s.n_others > 1 THEN ' 等 ' || (s.n_others + 1) || ' 个项目' ELSE '' END
        || CASE WHEN s.n_enterprises > 1 THEN '（分属 ' || s.n_enterprises || ' 家企业）' ELSE '' END AS message,
    '请核对发票原件，只保留一个项目' AS action
FROM shared AS s
LEFT JOIN source_column AS c ON c.sheet_id = s.sheet_id AND c.field = 'invoice_no'
ORDER BY s.sheet_id, s."row"
