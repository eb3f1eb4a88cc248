-- A step after the application was withdrawn, or after recognition other than paying, an objection or a withdrawal.
SELECT count(DISTINCT project_id) AS n_checked FROM stage_event WHERE stage IN ('撤回', '认定');
SELECT s.sheet_id, s."row", 'start_date' AS field, CAST(s.start_date AS VARCHAR) AS raw,
    '项目 ' || s.project_id || ' ' || max(e.start_date) || ' 已' || max_by(e.stage, e.start_date) || '，' || s.start_date || ' 又有「' || s.stage || '」' AS message
FROM stage_event AS s
JOIN stage_event AS e ON e.project_id = s.project_id AND e.start_date < s.start_date
    AND (e.stage = '撤回' OR (e.stage = '认定' AND s.stage NOT IN ('认定', '拨付', '异议', '撤回')))
GROUP BY s.sheet_id, s."row", s.start_date, s.project_id, s.stage
ORDER BY s.sheet_id, s."row"
