-- How much every unit has to do: overdue, within 7 days, within 30 days, without a date, as of a date.
-- zh: 各单位待办
-- grain: holder
-- params:
--   as_of = '' : day of asking, YYYY-MM-DD; only what was known by then counts; '' = the data date
--   within = 30 : days ahead that still count; overdue ones and those without a date always do
--   town = '' : town, 未填报 for those without one; '' = all
--   call = '' : id of a call; '' = all
-- n_todo = n_overdue + n_soon + n_later + n_beyond + n_undated; n_later does not repeat n_soon.
SELECT d.unit AS holder, count(*) AS n_todo, count(CASE WHEN d.n_days < 0 THEN 1 END) AS n_overdue,
    count(CASE WHEN d.horizon_order = 1 THEN 1 END) AS n_soon,
    count(CASE WHEN d.horizon_order > 1 THEN 1 END) AS n_later,
    count(CASE WHEN d.n_days >= 0 AND d.horizon_order = 0 THEN 1 END) AS n_beyond,
    count(CASE WHEN d.due_date IS NULL THEN 1 END) AS n_undated, min(d.due_date) AS first_due_date
FROM duties_on(
    coalesce(CAST(nullif($as_of, '') AS DATE), (SELECT as_of FROM build)), CAST($within AS INTEGER)
) AS d
WHERE matches($town, d.town) AND ($call = '' OR d.call = $call)
GROUP BY d.unit
ORDER BY n_overdue DESC, n_soon DESC, n_later DESC, n_todo DESC, d.unit
