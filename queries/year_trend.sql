-- Recognitions, applications and payments per year, whole and up to the same day of the year as the data date.
-- zh: 历年对比
-- grain: year
-- params:
--   call = '' : id of a call; '' = all
--   town = '' : town, 未填报 for those without one; '' = all
--   industry = '' : one of the four industries, 未填报; '' = all
--   tier = '' : tier applied for, recognised or paid; '' = all
-- Every year from the first with any row to that of the data date. x_by_day counts up to the data date's day of that year, so that
-- the unfinished year is compared with the same days of the year before. Payments stand in the year they are booked to.
WITH today AS (SELECT as_of, CAST(year(as_of) AS INTEGER) AS this_year FROM build),
events AS (
    SELECT CAST(year(award_date) AS INTEGER) AS year, award_date AS day, 1 AS n_awards, 0 AS n_projects, CAST(0 AS DECIMAL(18,2)) AS yuan
    FROM awards_within('', $town, $industry, $tier)
    UNION ALL
    SELECT CAST(year(applied_date) AS INTEGER), applied_date, 0, 1, CAST(0 AS DECIMAL(18,2))
    FROM projects_within('', $call, $town, $industry, $tier) WHERE applied_date IS NOT NULL
    UNION ALL
    SELECT year, paid_date, 0, 0, paid_yuan FROM payments_within('', $town, $industry, $tier)
),
years AS (
    SELECT CAST(unnest(range(
        (SELECT least(min(year), (SELECT this_year FROM today)) FROM events), (SELECT this_year + 1 FROM today)
    )) AS INTEGER) AS year
),
counted AS (
    SELECT e.year, sum(e.n_awards) AS n_awards, sum(e.n_projects) AS n_projects, sum(e.yuan) AS yuan,
        sum(CASE WHEN e.day <= t.as_of - to_years(t.this_year - e.year) THEN e.n_awards ELSE 0 END) AS n_awards_by_day,
        sum(CASE WHEN e.day <= t.as_of - to_years(t.this_year - e.year) THEN e.n_projects ELSE 0 END) AS n_projects_by_day,
        sum(CASE WHEN e.day <= t.as_of - to_years(t.this_year - e.year) THEN e.yuan ELSE 0 END) AS yuan_by_day
    FROM events AS e CROSS JOIN today AS t
    GROUP BY e.year
)
SELECT y.year, y.year = t.this_year AS is_running,
    CAST(coalesce(c.n_projects, 0) AS BIGINT) AS n_projects, CAST(coalesce(c.n_projects_by_day, 0) AS BIGINT) AS n_projects_by_day,
    CAST(coalesce(c.n_awards, 0) AS BIGINT) AS n_awards, CAST(coalesce(c.n_awards_by_day, 0) AS BIGINT) AS n_awards_by_day,
    CAST(coalesce(c.yuan, 0) AS DECIMAL(18,2)) AS paid_yuan, CAST(coalesce(c.yuan_by_day, 0) AS DECIMAL(18,2)) AS paid_by_day_yuan
FROM years AS y CROSS JOIN today AS t
LEFT JOIN counted AS c ON c.year = y.year
ORDER BY y.year
