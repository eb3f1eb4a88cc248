-- Who cannot be proposed, and for which reason of which clause.
-- zh: 不能推荐的申报与原因
-- grain: call, track, project_id, condition
-- params:
--   call = '' : id of a call; '' = all
--   track = '' : scene (优秀场景) or factory (示范工厂); '' = both
--   as_of = '' : day of asking, YYYY-MM-DD; applications and recognitions up to then count; '' = the data date, with all applications
-- Conditions are judged on what is known at the data date; an application has one row per condition that blocks it.
SELECT b.track, b.enterprise, b.blocker, b.blocking_title AS obstacle, b.blocking_clause AS clause, b.position, b.score,
    b.project_id, b.credit_code, b.town, b.unit, b.blocking_quote AS quote, b.blocking_pack AS pack,
    b.is_own_reading AS is_ours, b.call, b.blocking_condition AS condition
FROM quota_blockers($call, CAST(nullif($as_of, '') AS DATE)) AS b
LEFT JOIN title AS t ON t.call = b.call AND t.track = b.track
WHERE $track = '' OR b.track = $track
ORDER BY b.call, t.title_order, b.track, b.position, b.condition_order, b.project_id,
    b.blocking_condition
