-- A step that begins before the one before it is over (an objection is raised during the publicity: no step of the order).
SELECT count(*) AS n_checked FROM stage_event AS s JOIN step_order AS o ON o.stage = s.stage;
WITH step AS (
    SELECT s.*, o.step_no, lag(s.stage) OVER life AS earlier, lag(s.end_date) OVER life AS earlier_end, lag(o.step_no) OVER life AS earlier_no
    FROM stage_event AS s JOIN step_order AS o ON o.stage = s.stage
    WINDOW life AS (PARTITION BY s.project_id ORDER BY s.start_date, o.step_no, s.sheet_id, s."row")
)
SELECT sheet_id, "row", 'start_date' AS field, CAST(start_date AS VARCHAR) AS raw,
    '项目 ' || project_id || ' 的「' || stage || '」' || start_date || ' 开始，「' || earlier || '」' || earlier_end || ' 才结束' AS message
FROM step
WHERE step_no > earlier_no AND start_date < earlier_end
ORDER BY sheet_id, "row"
