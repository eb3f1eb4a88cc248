-- How many enterprises moved from which rank to which, year by year.
-- zh: 逐年晋档
-- grain: year, from_rank, to_rank
-- params:
--   town = '' : town, 未填报 for those without one; '' = all
--   industry = '' : one of the four industries, 未填报; '' = all
-- An enterprise stands where its highest recognition so far puts it. from_rank: at the end of the year before, 0 = none yet.
-- Every enterprise with a recognition on the ladder is in one row of every year from its first on.
WITH awards AS (
    SELECT a.credit_code, CAST(a.award_year AS INTEGER) AS year, l.rank
    FROM awards_within('', $town, $industry, '') AS a JOIN ladder AS l ON l.tier = a.tier
),
years AS (
    SELECT CAST(unnest(generate_series((SELECT min(year) FROM awards), (SELECT year(as_of) FROM build))) AS INTEGER) AS year
),
standing AS (
    SELECT y.year, a.credit_code, max(a.rank) AS to_rank, coalesce(max(CASE WHEN a.year < y.year THEN a.rank END), 0) AS from_rank
    FROM years AS y JOIN awards AS a ON a.year <= y.year
    GROUP BY y.year, a.credit_code
)
SELECT year, from_rank, to_rank, count(*) AS n_enterprises
FROM standing
GROUP BY year, from_rank, to_rank
ORDER BY year, from_rank, to_rank
