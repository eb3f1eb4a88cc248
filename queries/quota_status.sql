-- The quota of a call per track: limit, lift, used, left, days to the deadlines.
-- zh: 名额
-- grain: call, track, applicant_kind
-- params:
--   call = '' : id of a call; '' = all
--   as_of = '' : day of asking, YYYY-MM-DD; recognitions and applications up to then count; '' = the data date, with all applications
-- Everything is counted in the quota's own unit (applicant, application, instance). n_used: what the current ranking takes
-- within the limit, from the top without leaving anybody out (proposals made by people come with the decision journal).
WITH asked AS (
    SELECT coalesce(CAST(nullif($as_of, '') AS DATE), as_of) AS today, CAST(nullif($as_of, '') AS DATE) AS until FROM build
),
limits AS (SELECT * FROM quotas_on((SELECT today FROM asked)) WHERE $call = '' OR call = $call),
ranking AS (SELECT * FROM candidates_on((SELECT until FROM asked)) WHERE $call = '' OR call = $call),
counted AS (
    SELECT l.call, l.track, l.applicant_kind, l.limit_now,
        CASE l.counting_unit WHEN 'application' THEN count(c.project_id) WHEN 'instance' THEN sum(c.n_instances)
            ELSE count(DISTINCT c.credit_code) END AS n_applied,
        CASE l.counting_unit WHEN 'application' THEN count(CASE WHEN c.is_eligible THEN 1 END)
            WHEN 'instance' THEN sum(CASE WHEN c.is_eligible THEN c.n_instances ELSE 0 END)
            ELSE count(DISTINCT CASE WHEN c.is_eligible THEN c.credit_code END) END AS n_eligible,
        sum(CASE WHEN c.is_proposable THEN c.n_places ELSE 0 END) AS n_proposable,
        sum(CASE WHEN c.is_proposable AND c.places_until <= l.limit_now THEN c.n_places ELSE 0 END) AS n_used
    FROM limits AS l
    LEFT JOIN ranking AS c ON c.call = l.call AND c.track = l.track
    GROUP BY l.call, l.track, l.applicant_kind, l.limit_now, l.counting_unit
)
SELECT l.call, l.track, l.applicant_kind, l.limit_now AS "limit", l.is_lifted, l.n_recognised, l.lift_above,
    l.applicant_kind = d.applicant_kind AS is_own_kind,
    CAST(CASE WHEN l.applicant_kind = d.applicant_kind THEN c.n_used ELSE 0 END AS BIGINT) AS n_used,
    CAST(l.limit_now - CASE WHEN l.applicant_kind = d.applicant_kind THEN c.n_used ELSE 0 END AS BIGINT) AS n_remaining,
    CAST(coalesce(c.n_applied, 0) AS BIGINT) AS n_applied, CAST(coalesce(c.n_eligible, 0) AS BIGINT) AS n_eligible,
    CAST(coalesce(c.n_proposable, 0) AS BIGINT) AS n_proposable,
    CASE WHEN l.is_lifted OR l.lift_above IS NULL THEN 0 ELSE l.lift_above + 1 - l.n_recognised END AS n_to_lift,
    coalesce(l.counting_unit, 'applicant') AS counting_unit, a.deadline_enterprise,
    date_diff('day', t.today, a.deadline_enterprise) AS n_days_enterprise, a.deadline_authority,
    date_diff('day', t.today, a.deadline_authority) AS n_days_authority, l.clause, l.quote, l.pack
FROM limits AS l
CROSS JOIN district AS d
CROSS JOIN asked AS t
JOIN counted AS c ON c.call = l.call AND c.track = l.track AND c.applicant_kind = l.applicant_kind
LEFT JOIN call AS a ON a.call = l.call
LEFT JOIN title AS w ON w.call = l.call AND w.track = l.track
ORDER BY l.call, is_own_kind DESC, l.applicant_kind, w.title_order, l.track
