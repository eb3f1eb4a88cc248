-- The quota of a call per track: limit, lift, used, left.
-- zh: 名额
-- grain: call, track, applicant_kind
-- params:
--   call = '' : id of a call; '' = all
--   as_of = '' : date until which recognitions count, YYYY-MM-DD; '' = the data date
-- n_used: applicants of the current ranking that stand within the limit (proposals made by people come with the decision journal).
WITH proposable AS (
    SELECT call, track, count(*) AS n_applied, count(CASE WHEN is_eligible THEN 1 END) AS n_eligible,
        count(CASE WHEN is_proposable THEN 1 END) AS n_proposable
    FROM candidate GROUP BY call, track
)
SELECT l.call, l.track, l.applicant_kind, l.limit_now AS "limit", l.is_lifted, l.n_recognised, l.lift_above,
    l.applicant_kind = d.applicant_kind AS is_ours,
    CASE WHEN l.applicant_kind = d.applicant_kind THEN least(coalesce(p.n_proposable, 0), l.limit_now) ELSE 0 END AS n_used,
    CASE WHEN l.applicant_kind = d.applicant_kind
        THEN l.limit_now - least(coalesce(p.n_proposable, 0), l.limit_now) ELSE l.limit_now END AS n_remaining,
    coalesce(p.n_applied, 0) AS n_applied, coalesce(p.n_eligible, 0) AS n_eligible,
    coalesce(p.n_proposable, 0) AS n_proposable,
    CASE WHEN l.is_lifted OR l.lift_above IS NULL THEN 0 ELSE l.lift_above + 1 - l.n_recognised END AS n_to_lift,
    coalesce(l.counting_unit, 'applicant') AS counting_unit, l.clause, l.quote, l.pack
FROM quotas_on(coalesce(CAST(nullif($as_of, '') AS DATE), (SELECT as_of FROM build))) AS l
CROSS JOIN district AS d
LEFT JOIN proposable AS p ON p.call = l.call AND p.track = l.track
LEFT JOIN title AS t ON t.call = l.call AND t.track = l.track
WHERE $call = '' OR l.call = $call
ORDER BY l.call, is_ours DESC, l.applicant_kind, t.title_order, l.track
