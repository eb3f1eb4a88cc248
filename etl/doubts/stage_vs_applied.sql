-- The step 申报 and the application's own date are more than a month apart.
SELECT count(*) AS n_checked
FROM stage_event AS s JOIN project AS p ON p.project_id = s.project_id AND p.applied_date IS NOT NULL
WHERE s.stage = '申报';
SELECT min(s.sheet_id) AS sheet_id, min_by(s."row", s.start_date) AS "row", 'start_date' AS field, CAST(min(s.start_date) AS VARCHAR) AS raw,
    '项目 ' || p.project_id || ' 项目表的申报日期是 ' || p.applied_date || '，流程里的「申报」是 ' || min(s.start_date) AS message
FROM stage_event AS s
JOIN project AS p ON p.project_id = s.project_id
WHERE s.stage = '申报'
GROUP BY p.project_id, p.applied_date
HAVING abs(date_diff('day', p.applied_date, min(s.start_date))) > guard_value('production_days')
ORDER BY 1, 2
