-- Working days, and where every application stands in the procedure of its document.

CREATE MACRO last_workday(start_day, n_workdays) AS (
    -- Last day of a period of n working days: the start counts if it is one, otherwise the next working day is the
    -- first. NULL where the calendar does not reach. A macro's arguments are put in as text: an argument that is called
    -- like an alias or a column in here (day, note …) would mean the calendar's, hence the long aliases.
    SELECT calendar_end.day
    FROM workday AS calendar_start
    JOIN workday AS calendar_end ON calendar_end.is_workday AND calendar_end.workday_no
        = calendar_start.workday_no - CAST(calendar_start.is_workday AS INTEGER) + n_workdays
    WHERE calendar_start.day = start_day AND n_workdays >= 1
);

CREATE MACRO workdays_between(first_day, last_day) AS
    -- Working days from one day to another, both included; 0 where the second lies before; NULL outside the calendar.
    -- Two look-ups: one subquery over both days was planned as the calendar times itself (10 s for 1,300 steps).
    CASE WHEN last_day < first_day THEN 0 ELSE
        (SELECT calendar_end.workday_no FROM workday AS calendar_end WHERE calendar_end.day = last_day)
        - (SELECT calendar_start.workday_no - CAST(calendar_start.is_workday AS INTEGER)
            FROM workday AS calendar_start WHERE calendar_start.day = first_day) END;

CREATE MACRO calendar_gap(start_day) AS
    -- Why a period that starts on a day has no end: the year that the calendar does not hold.
    CAST(CASE WHEN start_day < (SELECT min(calendar_start.day) FROM workday AS calendar_start) THEN year(start_day)
        ELSE greatest(year(start_day), (SELECT year(max(calendar_end.day)) + 1 FROM workday AS calendar_end)) END AS VARCHAR)
    || ' 年的工作日安排尚未公布（或日历未更新），不能推算';

CREATE TABLE stage_step AS
-- Every step of an application beside what its document says of it, and what follows. Nothing here depends on the day
-- of asking; stage_order is NULL where the document has no such step.
WITH objection AS (
    SELECT s.* FROM stage AS s JOIN stage_role AS r ON r.stage = s.stage AND r.role = 'objects'
),
next_stage AS (
    SELECT s.pack, s.stage, n.stage AS next_stage, n.responsible AS next_responsible, n.clause AS next_clause,
        n.quote AS next_quote,
        row_number() OVER (PARTITION BY s.pack, s.stage ORDER BY n.stage_order) AS choice_no
    FROM stage AS s
    JOIN stage AS n ON n.pack = s.pack AND n.stage_order > s.stage_order
    -- A step that only some need (异议) is nobody's next one by itself.
    WHERE n.stage NOT IN (SELECT stage FROM stage_role WHERE role = 'objects')
),
described AS (
    SELECT pack, min(stage_order) AS first_order, max(stage_order) AS last_order FROM stage GROUP BY pack
),
placed AS (
    SELECT x.project_id, x.stage, x.start_date, CASE WHEN x.end_date < x.start_date THEN x.start_date ELSE x.end_date END AS end_date, x.result, x.note,
        x.sheet_id, x."row", p.call, c.pack, s.stage_order, s.workdays, s.responsible, s.clause, s.quote, r.role,
        t.role AS result_role, d.last_order, coalesce(s.stage_order = d.first_order, FALSE) AS is_first,
        d.pack IS NOT NULL AND s.stage IS NULL AND r.role IS DISTINCT FROM 'ends' AS is_unlisted,
        CASE WHEN r.role = 'ends' OR t.role = 'ends' THEN 'none' WHEN t.role = 'objects' AND o.stage IS NOT NULL
            AND s.stage <> o.stage THEN 'objection' ELSE 'next' END AS way,
        n.next_stage, n.next_responsible, n.next_clause, n.next_quote, o.stage AS objection_stage,
        o.responsible AS objection_responsible, o.clause AS objection_clause, o.quote AS objection_quote
    FROM stage_event AS x
    JOIN project AS p ON p.project_id = x.project_id
    LEFT JOIN call AS c ON c.call = p.call
    LEFT JOIN stage AS s ON s.pack = c.pack AND s.stage = x.stage
    LEFT JOIN described AS d ON d.pack = c.pack
    LEFT JOIN objection AS o ON o.pack = c.pack
    LEFT JOIN next_stage AS n ON n.pack = c.pack AND n.stage = x.stage AND n.choice_no = 1
    LEFT JOIN stage_role AS r ON r.stage = x.stage
    LEFT JOIN result_role AS t ON t.result = x.result
),
ordered AS (
    SELECT *, row_number() OVER steps AS step_no, lead(start_date) OVER steps AS next_start_date
    FROM placed
    -- Of two steps that begin on one day the document's earlier one comes first, an exit last.
    WINDOW steps AS (PARTITION BY project_id ORDER BY start_date, coalesce(stage_order, 99), sheet_id, "row")
),
counted AS (
    SELECT *,
        count(CASE WHEN role = 'ends' THEN 1 END) OVER earlier AS n_ended, count(CASE WHEN is_first THEN 1 END) OVER earlier
            AS n_first
    FROM ordered
    WINDOW earlier AS (PARTITION BY project_id ORDER BY step_no ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
)
SELECT project_id, step_no, stage, start_date, end_date, result, note, call, pack, stage_order, workdays, responsible,
    clause, quote, role, result_role, next_start_date,
    CASE way WHEN 'objection' THEN objection_stage WHEN 'next' THEN next_stage END AS next_stage,
    CASE way WHEN 'objection' THEN objection_responsible WHEN 'next' THEN next_responsible END AS next_responsible,
    CASE way WHEN 'objection' THEN objection_clause WHEN 'next' THEN next_clause END AS next_clause,
    CASE way WHEN 'objection' THEN objection_quote WHEN 'next' THEN next_quote END AS next_quote,
    last_workday(start_date, workdays) AS due_date,
    coalesce(workdays_between(start_date, end_date) < workdays, FALSE) AS is_short,
    -- Handed in only after another step had begun, or a step back that no return explains.
    (is_first AND step_no > 1 AND n_first = 0) OR coalesce(stage_order < max(stage_order) OVER (
        PARTITION BY project_id, n_ended ORDER BY step_no ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ), FALSE) AS is_out_of_order,
    is_unlisted, way = 'none' OR coalesce(stage_order = last_order AND end_date IS NOT NULL, FALSE) AS is_over,
    sheet_id, "row"
FROM counted
ORDER BY project_id, step_no;
COMMENT ON TABLE stage_step IS 'Steps of the applications with the document''s period, what follows, and what is odd about them';
COMMENT ON COLUMN stage_step.due_date IS 'Last day of the document''s working days; NULL without a period or where the calendar does not reach';
COMMENT ON COLUMN stage_step.is_over IS 'Nothing follows: returned, withdrawn, turned down, or the document''s last step is done';

CREATE MACRO stages_on(on_day) AS TABLE
-- Where every application stood on a day: only steps begun by then count, and an end that lies later is not known yet.
WITH odd AS (
    SELECT project_id, count(CASE WHEN is_out_of_order THEN 1 END) AS n_out_of_order,
        count(CASE WHEN is_short AND end_date <= on_day THEN 1 END) AS n_short,
        string_agg(CASE WHEN is_unlisted THEN stage END, '、' ORDER BY step_no) AS unlisted_stages
    FROM stage_step
    WHERE start_date <= on_day AND (is_out_of_order OR is_short OR is_unlisted)
    GROUP BY project_id
)
SELECT s.project_id, s.stage, s.start_date AS since_date, CASE WHEN s.end_date <= on_day THEN s.end_date END AS ended_date,
    CASE WHEN s.end_date IS NULL OR s.end_date <= on_day THEN s.result END AS result_known, s.workdays, s.due_date,
    s.next_stage, s.is_unlisted, s.is_over AND coalesce(s.end_date <= on_day, TRUE) AS is_over_by_then, s.responsible,
    s.clause, s.quote, s.pack, o.n_out_of_order, o.n_short, o.unlisted_stages, s.sheet_id, s."row"
FROM stage_step AS s
LEFT JOIN odd AS o ON o.project_id = s.project_id
WHERE s.start_date <= on_day AND (s.next_start_date IS NULL OR s.next_start_date > on_day);
