-- The same long text in the applications of different enterprises. Short ones are stock phrases and say nothing.
SELECT count(*) AS n_checked FROM instance
WHERE greatest(coalesce(length(description), 0), coalesce(length(solution), 0), coalesce(length(effects), 0)) >= guard_value('copied_text_chars');
WITH written AS (
    SELECT t.sheet_id, t."row", p.credit_code, p.enterprise, t.field, t.words, hash(folded(t.words)) AS mark
    FROM (
        SELECT sheet_id, "row", project_id, 'description' AS field, description AS words FROM instance
        UNION ALL SELECT sheet_id, "row", project_id, 'solution', solution FROM instance
        UNION ALL SELECT sheet_id, "row", project_id, 'effects', effects FROM instance
    ) AS t
    JOIN project AS p ON p.project_id = t.project_id
    WHERE length(t.words) >= guard_value('copied_text_chars') AND length(folded(t.words)) >= guard_value('copied_text_chars')
),
shared AS (
    SELECT mark, min(enterprise) AS first_name, max(enterprise) AS last_name, count(DISTINCT credit_code) AS n_firms
    FROM written GROUP BY mark HAVING count(DISTINCT credit_code) > 1
)
SELECT w.sheet_id, w."row", w.field, w.words AS raw,
    '这段文字与「' || CASE WHEN w.enterprise = s.first_name THEN s.last_name ELSE s.first_name END || '」'
        || CASE WHEN s.n_firms > 2 THEN '等 ' || (s.n_firms - 1) || ' 家企业' ELSE '' END || '的一字不差' AS message
FROM written AS w
JOIN shared AS s ON s.mark = w.mark
ORDER BY w.sheet_id, w."row", w.field
