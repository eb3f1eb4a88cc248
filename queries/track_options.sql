-- The tracks that calls recommend in, newest call first, with what each leads to.
-- zh: 申报类型
-- grain: call, track
-- params:
--   call = '' : id of a call; '' = all
SELECT t.call, t.track, t.tier, c.title, c.opens, count(p.project_id) AS n_projects
FROM title AS t
JOIN call AS c ON c.call = t.call
LEFT JOIN project AS p ON p.call = t.call AND p.applied_tier = t.tier
WHERE $call = '' OR t.call = $call
GROUP BY t.call, t.track, t.tier, t.title_order, c.title, c.opens
ORDER BY c.opens DESC, t.call, t.title_order, t.track
