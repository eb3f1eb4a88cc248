-- What has to be done, by whom and until when, as of a date.
-- zh: 待办清单
-- grain: todo
-- params:
--   as_of = '' : day of asking, YYYY-MM-DD; only what was known by then counts; '' = the data date
--   within = 30 : days ahead that still count; overdue ones and those without a date always do
--   unit = '' : unit that has to act; '' = all
--   state = '' : 逾期, 7 日内, 30 日内, 无期限, 无法推算; '' = all
--   town = '' : town, 未填报 for those without one; '' = all
--   call = '' : id of a call; '' = all
-- n_days: days left, negative when overdue. A due date comes from the clause beside it; is_ours marks what no document asks for.
SELECT d.todo, d.state, d.due_date, d.n_days, d.unit AS holder, d.duty, d.enterprise, d.action AS task, d.project, d.project_id, d.credit_code,
    d.call, d.town, d.since_date, d.n_days_since, d.responsible, d.clause, d.quote, d.pack, d.is_ours, d.file, d.sheet,
    d."row"
FROM duties_on(
    coalesce(CAST(nullif($as_of, '') AS DATE), (SELECT as_of FROM build)), CAST($within AS INTEGER)
) AS d
WHERE ($unit = '' OR d.unit = $unit) AND ($state = '' OR d.state = $state)
    AND matches($town, d.town) AND ($call = '' OR d.call = $call)
ORDER BY d.due_date NULLS LAST, d.n_days_since DESC NULLS LAST, d.todo
