-- Where every application stands in the procedure of its document, as of a date.
-- zh: 流程进度
-- grain: project_id
-- params:
--   as_of = '' : day of asking, YYYY-MM-DD; only what had begun by then counts; '' = the data date
--   call = '' : id of a call; '' = all
--   town = '' : town, 未填报 for those without one; '' = all
-- due_date comes from the document's working days; without a period, or beyond the calendar, it is empty and reason says why.
WITH asked AS (SELECT coalesce(CAST(nullif($as_of, '') AS DATE), as_of) AS today FROM build),
standing AS (SELECT * FROM stages_on((SELECT today FROM asked)))
SELECT a.project_id, a.enterprise, s.stage, s.since_date, s.ended_date AS end_date, s.result_known AS result,
    date_diff('day', s.since_date, t.today) AS n_days_since,
    CASE WHEN NOT s.is_over_by_then THEN s.next_stage END AS next_stage, s.due_date,
    nullif(concat_ws('；',
        CASE WHEN s.stage IS NULL THEN '没有流程记录' END,
        CASE WHEN s.unlisted_stages IS NOT NULL THEN '文件未列的环节：' || s.unlisted_stages END,
        CASE WHEN s.n_out_of_order > 0 THEN '环节先后次序有误' END,
        CASE WHEN s.n_short > 0 THEN '公示少于规定的工作日' END,
        CASE WHEN s.workdays IS NOT NULL AND s.due_date IS NULL THEN calendar_gap(s.since_date) END,
        CASE WHEN s.workdays IS NOT NULL AND s.ended_date IS NOT NULL AND s.next_stage IS NOT NULL
            THEN '期满后尚未进入「' || s.next_stage || '」' END
    ), '') AS reason,
    s.is_over_by_then AS is_over, a.town, a.own_unit AS unit, a.call, s.workdays AS n_workdays, s.clause, s.quote, s.pack,
    f.file, f.sheet, coalesce(s."row", a."row") AS "row"
FROM application AS a
CROSS JOIN asked AS t
LEFT JOIN standing AS s ON s.project_id = a.project_id
LEFT JOIN source_sheet AS f ON f.sheet_id = coalesce(s.sheet_id, a.sheet_id)
WHERE ($as_of = '' OR a.applied_date <= t.today OR s.stage IS NOT NULL)
    AND ($call = '' OR a.call = $call) AND matches($town, a.town)
ORDER BY a.project_id
