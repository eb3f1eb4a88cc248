-- The nearest enterprises of a waiting name, best first; the score says what it is made of and never decides.
-- zh: 最接近的企业
-- grain: spelling, apart, candidate_order
-- params:
--   spelling = '' : the name as it is compared; '' = all
SELECT c.candidate_order, c.enterprise, c.credit_code, e.town, c.known_as, c.score AS match_score, c.why AS match_why,
    c.spelling, c.apart
FROM match_candidate AS c
LEFT JOIN enterprise AS e ON e.credit_code = c.credit_code
WHERE $spelling = '' OR c.spelling = $spelling
ORDER BY c.spelling, c.apart, c.candidate_order
