-- The applications of a track in order of score, with eligibility beside it, cut at the quota.
-- zh: 推荐排序
-- grain: call, track, position
-- params:
--   call = '' : id of a call; '' = all
--   track = '' : track of the call, as track_options has them; '' = all
-- Order: proposable first (eligible, the best of its enterprise), then eligible, then the rest; by score, 示范性, 基础条件, project number.
WITH allowed AS (
    SELECT q.call, q.track, q.limit_now
    FROM quotas_on((SELECT as_of FROM build)) AS q
    JOIN district AS d ON d.applicant_kind = q.applicant_kind
)
SELECT c.call, c.track, c.position, c.project_id, c.enterprise, c.credit_code, c.project, c.factory, c.town, c.unit,
    c.industry, c.score, c.base_score, c.growth_score, c.demo_score, c.n_missing_facts, c.eligibility, c.is_eligible,
    c.is_proposable AND c.places_until <= a.limit_now AS is_within_quota, a.limit_now AS "limit",
    CASE WHEN c.is_eligible AND NOT c.is_proposable THEN '同一企业已有更高分的申报' ELSE c.reasons END AS reasons,
    c.n_warned
FROM candidate AS c
LEFT JOIN allowed AS a ON a.call = c.call AND a.track = c.track
WHERE ($call = '' OR c.call = $call) AND ($track = '' OR c.track = $track)
ORDER BY c.call, c.track, c.position
