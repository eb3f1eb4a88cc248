-- Points per criterion of one application.
-- zh: 评分明细
-- grain: project_id, criterion
-- params:
--   project_id = '' : one application; '' = all
SELECT s.project_id, s.criterion, s.criterion_group, s.title, s.value_num, s.is_missing, s.weight, s.criterion_points,
    s.weighted_points, c.clause, c.is_ours
FROM criterion_score AS s
JOIN criterion AS c ON c.call = s.call AND c.track = s.track AND c.criterion = s.criterion
WHERE $project_id = '' OR s.project_id = $project_id
ORDER BY s.project_id, s.criterion
