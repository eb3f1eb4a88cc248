-- Different enterprises report the same improvements: the same figures for the same indicators, all but at most one of them.
-- Every row is marked by its figures and by all but each one in turn: two rows with one mark in common are copies, and no
-- row is compared with every other. Marks are sums of whole 64-bit hashes: of shorter ones two of 65,000 met by chance.
WITH n_figures AS (SELECT project_id, count(*) AS n FROM outcome GROUP BY project_id)
SELECT count(*) AS n_checked FROM n_figures WHERE n >= guard_value('copied_figures');
WITH figure AS (
    SELECT o.project_id, o.metric, CAST(hash(o.metric || '=' || o.value_num) AS HUGEINT) AS mark FROM outcome AS o
),
whole AS (
    SELECT project_id, sum(mark) AS mark, count(*) AS n FROM figure GROUP BY project_id
    HAVING count(*) >= guard_value('copied_figures')
),
marked AS (
    SELECT project_id, mark, n AS n_same FROM whole
    UNION ALL
    SELECT f.project_id, w.mark - f.mark, w.n - 1 FROM figure AS f JOIN whole AS w ON w.project_id = f.project_id
    WHERE w.n > guard_value('copied_figures')
),
firm_mark AS (
    SELECT m.mark, m.n_same, m.project_id, p.credit_code, p.enterprise FROM marked AS m JOIN project AS p ON p.project_id = m.project_id
),
shared AS (
    SELECT mark, n_same, min(project_id) AS first_id, max(project_id) AS last_id, count(DISTINCT credit_code) AS n_firms
    FROM firm_mark GROUP BY mark, n_same HAVING count(DISTINCT credit_code) > 1
),
copies AS (
    SELECT m.project_id, max(s.n_same) AS n_same, max(s.n_firms) AS n_firms,
        min(CASE WHEN s.first_id = m.project_id THEN s.last_id ELSE s.first_id END) AS other_id
    FROM firm_mark AS m JOIN shared AS s ON s.mark = m.mark AND s.n_same = m.n_same
    GROUP BY m.project_id
),
placed AS (
    SELECT project_id, min(sheet_id) AS sheet_id, min("row") AS "row", count(*) AS n FROM outcome GROUP BY project_id
)
SELECT o.sheet_id, o."row", 'project_id' AS field, c.project_id AS raw,
    '项目 ' || c.project_id || ' 的 ' || o.n || ' 项成效有 ' || c.n_same || ' 项与「' || q.enterprise || '」的项目 ' || c.other_id
        || CASE WHEN c.n_firms > 2 THEN ' 等' ELSE '' END || ' 完全相同' AS message
FROM copies AS c
JOIN placed AS o ON o.project_id = c.project_id
JOIN project AS q ON q.project_id = c.other_id
ORDER BY o.sheet_id, o."row"
