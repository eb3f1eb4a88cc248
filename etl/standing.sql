-- Where every application stands: what its conditions say and, in a ranked track, its place and the places there are.

CREATE VIEW standing AS
WITH allowed AS (
    SELECT q.call, q.track, q.limit_now
    FROM quotas_on((SELECT as_of FROM build)) AS q
    JOIN district AS d ON d.applicant_kind = q.applicant_kind
),
judged AS (
    SELECT p.project_id, c.track, c.position, c.score, a.limit_now AS places,
        CASE
            WHEN e.project_id IS NULL THEN 'unjudged'
            WHEN e.eligibility <> 'pass' THEN e.eligibility
            WHEN c.project_id IS NULL THEN 'pass'
            WHEN NOT c.is_proposable THEN 'second'
            WHEN c.position <= a.limit_now THEN 'within'
            ELSE 'beyond'
        END AS standing,
        e.reasons
    FROM project AS p
    LEFT JOIN eligibility AS e ON e.project_id = p.project_id
    LEFT JOIN candidate AS c ON c.project_id = p.project_id
    LEFT JOIN allowed AS a ON a.call = c.call AND a.track = c.track
)
SELECT project_id, track, position, score, places, standing,
    CASE standing WHEN 'fail' THEN 1 WHEN 'unknown' THEN 2 WHEN 'second' THEN 3 WHEN 'beyond' THEN 4 WHEN 'pass' THEN 4
        WHEN 'within' THEN 5 ELSE 0 END AS standing_order,
    reasons
FROM judged;
COMMENT ON VIEW standing IS 'One row per application: unjudged | fail | unknown | second (its enterprise has a better one) | beyond the quota | pass (no quota) | within the quota';
