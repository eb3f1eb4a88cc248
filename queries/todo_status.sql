-- The to-do list in one row: how many are overdue, fall due soon, have no date, and how far the calendar reaches.
-- zh: 待办合计
-- grain: one row
-- params:
--   as_of = '' : day of asking, YYYY-MM-DD; only what was known by then counts; '' = the data date
--   within = 30 : days ahead that still count; overdue ones and those without a date always do
--   town = '' : town, 未填报 for those without one; '' = all
--   call = '' : id of a call; '' = all
--   unit = '' : unit that has to act; '' = all
SELECT count(d.todo) AS n_todo, count(CASE WHEN d.n_days < 0 THEN 1 END) AS n_overdue,
    count(CASE WHEN d.horizon_order = 1 THEN 1 END) AS n_soon,
    count(CASE WHEN d.horizon_order > 1 THEN 1 END) AS n_later,
    count(CASE WHEN d.n_days >= 0 AND d.horizon_order = 0 THEN 1 END) AS n_beyond,
    count(CASE WHEN d.todo IS NOT NULL AND d.due_date IS NULL THEN 1 END) AS n_undated,
    count(CASE WHEN d.state = '无法推算' THEN 1 END) AS n_incomputable,
    (SELECT max(day) FROM workday) AS calendar_until, calendar_gap((SELECT max(day) FROM workday)) AS reason
FROM duties_on(
    coalesce(CAST(nullif($as_of, '') AS DATE), (SELECT as_of FROM build)), CAST($within AS INTEGER)
) AS d
WHERE ($unit = '' OR d.unit = $unit) AND matches($town, d.town)
    AND ($call = '' OR d.call = $call)
