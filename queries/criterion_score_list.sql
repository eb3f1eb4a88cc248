-- Points per criterion of applications, with the clause and, for a reported improvement, its level of evidence.
-- zh: 评分明细
-- grain: project_id, criterion
-- params:
--   project_id = '' : one application; '' = all
--   call = '' : id of a call; '' = all
--   track = '' : track of the call, as track_options has them; '' = all
SELECT s.project_id, s.criterion, s.criterion_group, s.title, s.value_num, s.is_missing, o.evidence, s.weight,
    s.criterion_points, s.weighted_points, c.clause, c.is_ours
FROM criterion_score AS s
JOIN criterion AS c ON c.call = s.call AND c.track = s.track AND c.criterion = s.criterion
LEFT JOIN outcome AS o ON o.project_id = s.project_id AND 'outcome:' || o.metric = s.field
WHERE ($project_id = '' OR s.project_id = $project_id) AND ($call = '' OR s.call = $call)
    AND ($track = '' OR s.track = $track)
ORDER BY s.project_id, s.criterion
