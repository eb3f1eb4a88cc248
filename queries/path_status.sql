-- How many enterprises are within reach of a higher tier of the district, and what it would cost in total.
-- zh: 晋档概况
-- grain: one row
-- params:
--   town = '' : town, 未填报 for those without one; '' = all
--   industry = '' : one of the four industries, 未填报; '' = all
--   within = 1 : how many conditions may be missing at most for the cost
--   least = 0 : how many conditions are missing at least; 0 = those that could apply now as well
--   assume = '' : pack whose amounts price what no document in force prices; '' = nothing is assumed
-- Ladder tiers only. n_ready, n_one and n_two count an enterprise for any tier at that distance, so they overlap; the
-- cost counts it once, at the highest tier within reach, and so adds nothing twice.
WITH steps AS (
    SELECT s.* FROM next_steps($assume) AS s
    WHERE s.rank IS NOT NULL AND matches($town, s.town) AND matches($industry, s.industry)
),
reach AS (
    SELECT *, row_number() OVER (PARTITION BY credit_code ORDER BY rank DESC, n_unmet, item) AS choice_no
    FROM steps WHERE state IN ('ready', 'short') AND n_unmet BETWEEN CAST($least AS INTEGER) AND CAST($within AS INTEGER)
),
distances AS (
    SELECT count(DISTINCT credit_code) AS n_enterprises,
        count(DISTINCT CASE WHEN state = 'ready' THEN credit_code END) AS n_ready,
        count(DISTINCT CASE WHEN state = 'short' AND n_unmet = 1 THEN credit_code END) AS n_one,
        count(DISTINCT CASE WHEN state = 'short' AND n_unmet = 1 AND n_to_verify = 0 THEN credit_code END) AS n_one_known,
        count(DISTINCT CASE WHEN state = 'short' AND n_unmet = 2 THEN credit_code END) AS n_two
    FROM steps
)
SELECT d.n_enterprises, d.n_ready, d.n_one, d.n_one_known, d.n_two, count(r.credit_code) AS n_at_hand,
    d.n_enterprises - count(r.credit_code) AS n_elsewhere,
    CAST(sum(r.next_yuan) AS DECIMAL(18,2)) AS next_yuan,
    count(CASE WHEN r.status = 'unpriced' THEN 1 END) AS n_unpriced
FROM distances AS d
LEFT JOIN reach AS r ON r.choice_no = 1
GROUP BY d.n_enterprises, d.n_ready, d.n_one, d.n_one_known, d.n_two
ORDER BY d.n_enterprises
