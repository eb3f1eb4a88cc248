-- The names on published lists, one row per name and what became of it, with the nearest enterprise of a waiting one.
-- zh: 名单上的名称
-- grain: spelling, match_state, match_rule, credit_code
-- params:
--   match_state = '' : matched | waiting | outside; '' = all
WITH nearest AS (SELECT * FROM match_candidate WHERE candidate_order = 1),
named AS (
    SELECT l.spelling, l.status AS match_state, coalesce(l.match_rule, '') AS match_rule,
        coalesce(l.credit_code, '') AS credit_code, min(l.name) AS listed_name, max(l.enterprise) AS enterprise,
        count(*) AS n_listed, CAST(coalesce(sum(l.amount_yuan), 0) AS DECIMAL(18,2)) AS listed_yuan,
        min(l.why) AS match_why, max(coalesce(l.apart, '')) AS apart, string_agg(DISTINCT f.file, '；' ORDER BY f.file) AS files
    FROM listed AS l JOIN source_sheet AS f ON f.sheet_id = l.sheet_id
    WHERE $match_state = '' OR l.status = $match_state
    GROUP BY l.spelling, l.status, l.match_rule, l.credit_code
)
SELECT n.listed_name, n.match_state, n.match_rule, n.enterprise, n.credit_code, n.match_why, n.n_listed, n.listed_yuan,
    c.enterprise AS nearest_enterprise, c.score AS match_score, n.files, n.spelling, n.apart
FROM named AS n
LEFT JOIN nearest AS c ON c.spelling = n.spelling AND c.apart = n.apart AND n.match_state = 'waiting'
ORDER BY CASE n.match_state WHEN 'waiting' THEN 1 WHEN 'outside' THEN 2 ELSE 3 END, coalesce(c.score, 0) DESC,
    n.spelling, n.match_state, n.match_rule, n.credit_code
