-- What each year's fund lines will have paid by the end of the year, by a stated method.
-- zh: 年末预计
-- grain: year, line
-- params:
--   year = '' : calendar year of application, recognition or budget; '' = all
--   as_of = '' : date until which recognitions, reports and payments count, YYYY-MM-DD; '' = the data date
--   assume = '' : pack whose amounts price what no document in force prices; '' = nothing is assumed
-- Still to be paid is the larger of what is due now and what was paid after the same day in the last years with payments
-- (projection_years of guards.toml): those payments were of dues like these, so the two are never added. A past year is what
-- was paid; without dues and without earlier years there is no figure, nor for a year that has not begun.
WITH today AS (
    SELECT coalesce(CAST(nullif($as_of, '') AS DATE), as_of) AS day, CAST(year(coalesce(CAST(nullif($as_of, '') AS DATE), as_of)) AS INTEGER) AS this_year
    FROM build
),
paid AS (
    SELECT p.paid_yuan, p.year, f.line, g.line AS line_now, t.this_year,
        p.paid_date > t.day - to_years(t.this_year - p.year) AS is_later
    FROM payment AS p
    JOIN today AS t ON p.paid_date <= t.day
    JOIN fund_booking AS f ON f.year = p.year AND f.item = p.item
    LEFT JOIN fund_booking AS g ON g.year = t.this_year AND g.item = p.item
),
due AS (
    SELECT year, line, sum(due_yuan) AS due_yuan, sum(n_unpriced) AS n_unpriced
    FROM dues_booked(coalesce(CAST(nullif($as_of, '') AS DATE), (SELECT as_of FROM build)), $assume)
    GROUP BY year, line
),
rest_of_year AS (
    SELECT line_now AS line, year, sum(CASE WHEN is_later THEN paid_yuan ELSE 0 END) AS rest_yuan
    FROM paid
    WHERE year < this_year AND year >= this_year - (SELECT value FROM guard WHERE guard = 'projection_years')
    GROUP BY line_now, year
),
usual AS (SELECT line, count(*) AS n_years, sum(rest_yuan) / count(*) AS usual_yuan FROM rest_of_year GROUP BY line),
booked AS (
    SELECT year, line, sum(paid_yuan) AS paid_yuan FROM paid GROUP BY year, line
),
keys AS (
    SELECT year, line FROM budget UNION SELECT year, line FROM booked
    UNION SELECT year, line FROM due WHERE due_yuan > 0 OR n_unpriced > 0
),
known AS (
    SELECT k.year, k.line, g.budget_yuan, CAST(coalesce(b.paid_yuan, 0) AS DECIMAL(18,2)) AS paid_yuan, t.this_year,
        CASE WHEN k.year = t.this_year THEN CAST(coalesce(d.due_yuan, 0) AS DECIMAL(18,2)) END AS due_yuan,
        CASE WHEN k.year = t.this_year THEN CAST(round(u.usual_yuan, 2) AS DECIMAL(18,2)) END AS usual_yuan,
        u.n_years, CAST(coalesce(d.n_unpriced, 0) AS BIGINT) AS n_unpriced
    FROM keys AS k CROSS JOIN today AS t
    LEFT JOIN budget AS g ON g.year = k.year AND g.line = k.line
    LEFT JOIN booked AS b ON b.year = k.year AND b.line = k.line
    LEFT JOIN due AS d ON d.year = k.year AND d.line = k.line
    LEFT JOIN usual AS u ON u.line = k.line
),
projected AS (
    SELECT *, CASE WHEN due_yuan > 0 OR usual_yuan IS NOT NULL THEN greatest(due_yuan, coalesce(usual_yuan, 0)) END AS expected_yuan
    FROM known
),
totalled AS (
    SELECT *, CASE WHEN year < this_year THEN paid_yuan ELSE paid_yuan + expected_yuan END AS projected_yuan FROM projected
)
SELECT year, line, budget_yuan, paid_yuan, due_yuan, usual_yuan, CAST(expected_yuan AS DECIMAL(18,2)) AS expected_yuan,
    CAST(projected_yuan AS DECIMAL(18,2)) AS projected_yuan, CAST(budget_yuan - projected_yuan AS DECIMAL(18,2)) AS left_yuan, n_unpriced,
    CASE
        WHEN year < this_year THEN '年度已结束，按实际拨付'
        WHEN year > this_year THEN '年度尚未开始，不作预计'
        WHEN expected_yuan IS NULL THEN '没有待拨付，也没有往年拨付可参照，不作预计'
        WHEN usual_yuan IS NULL THEN '假定现有待拨付（含诊断奖励）年内全部拨付；没有往年拨付可参照'
        ELSE '年内还要拨付的，取现有待拨付（含诊断奖励，假定全部拨付）与前 ' || n_years || ' 年同期以后平均拨付中较大的一个；两者有重叠，不相加'
    END
    || CASE WHEN year = this_year AND n_unpriced > 0 THEN '；另有 ' || n_unpriced || ' 项标准未知且没有拨付记录，没有计入' ELSE '' END
    || CASE WHEN year = this_year AND $assume <> '' THEN '；含推定' ELSE '' END
    || CASE WHEN year = this_year AND budget_yuan IS NULL THEN '；本年没有预算数，不算结余' ELSE '' END AS projection_basis
FROM totalled
WHERE matches($year, CAST(year AS VARCHAR))
ORDER BY year, line
