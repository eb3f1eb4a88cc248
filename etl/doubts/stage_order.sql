-- A step before one that must come first (申报, 初审, 评审, 公示, 审议, 认定, 拨付). What was sent back in between may begin again.
SELECT count(*) AS n_checked FROM stage_event AS s JOIN step_order AS o ON o.stage = s.stage;
WITH step AS (SELECT s.*, o.step_no FROM stage_event AS s JOIN step_order AS o ON o.stage = s.stage)
SELECT s.sheet_id, s."row", 'start_date' AS field, CAST(s.start_date AS VARCHAR) AS raw,
    '项目 ' || s.project_id || ' 的「' || s.stage || '」（' || s.start_date || '）在「' || max_by(e.stage, e.step_no) || '」之前' AS message
FROM step AS s
JOIN step AS e ON e.project_id = s.project_id AND e.step_no < s.step_no AND e.start_date > s.start_date
WHERE NOT EXISTS (SELECT 1 FROM stage_event AS r WHERE r.project_id = s.project_id AND r.stage = '退回'
    AND r.start_date BETWEEN s.start_date AND e.start_date)
GROUP BY s.sheet_id, s."row", s.start_date, s.project_id, s.stage
ORDER BY s.sheet_id, s."row"
