-- The fixed scales of the criteria, corner by corner: a fact's points are linear between them and level beyond.
-- zh: 评分刻度
-- grain: call, track, criterion, scale_value
-- params:
--   call = '' : id of a call; '' = all
--   track = '' : track of the call, as track_options has them; '' = all
SELECT c.call, c.track, c.criterion, c.criterion_order, c.criterion_group, c.title, c.field, c.weight, c.missing_score,
    p.x AS scale_value, p.score AS scale_points, c.clause, c.quote, c.is_ours
FROM criterion AS c
JOIN criterion_point AS p ON p.call = c.call AND p.track = c.track AND p.criterion = c.criterion
WHERE ($call = '' OR c.call = $call) AND ($track = '' OR c.track = $track)
ORDER BY c.call, c.track, c.criterion_order, c.criterion, p.x
