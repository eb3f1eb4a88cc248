-- Why applications cannot be proposed, reason by reason.
-- zh: 不能推荐的原因
-- grain: call, track, condition, blocker
-- params:
--   call = '' : id of a call; '' = all
--   track = '' : scene (优秀场景) or factory (示范工厂); '' = both
--   as_of = '' : day of asking, YYYY-MM-DD; applications and recognitions up to then count; '' = the data date, with all applications
-- An application with two reasons counts under both.
SELECT b.track, b.blocker, max(b.blocking_title) AS obstacle,
    count(DISTINCT b.project_id) AS n_projects, count(DISTINCT b.credit_code) AS n_enterprises,
    max(b.blocking_clause) AS clause, max(b.blocking_quote) AS quote, max(b.blocking_pack) AS pack,
    b.call, b.blocking_condition AS condition
FROM quota_blockers($call, CAST(nullif($as_of, '') AS DATE)) AS b
LEFT JOIN title AS t ON t.call = b.call AND t.track = b.track
WHERE $track = '' OR b.track = $track
GROUP BY b.call, b.track, b.blocking_condition, b.blocker
ORDER BY b.call, max(t.title_order), b.track, n_projects DESC, b.blocking_condition, b.blocker
