-- Who cannot be proposed in a call, and for which reason of which clause.

CREATE MACRO quota_blockers(in_call, until) AS TABLE
-- in_call '' = all calls. As of a day (NULL: the data date, with all applications). One row per application and reason: fail | unknown (a blocking
-- condition), own (its enterprise is proposed with a better one), full (ranked behind the last place).
WITH allowed AS (
    SELECT q.call, q.track, q.limit_now, q.clause, q.quote, q.pack
    FROM quotas_on(coalesce(until, (SELECT as_of FROM build))) AS q
    JOIN district AS d ON d.applicant_kind = q.applicant_kind
    WHERE in_call = '' OR q.call = in_call
),
blocked AS (
    SELECT c.*, a.limit_now, a.clause, a.quote, a.pack, CASE WHEN NOT c.is_eligible THEN 'condition'
        WHEN NOT c.is_proposable THEN 'own' WHEN c.places_until > a.limit_now THEN 'full' END AS why
    FROM candidates_on(until) AS c
    LEFT JOIN allowed AS a ON a.call = c.call AND a.track = c.track
    WHERE in_call = '' OR c.call = in_call
)
SELECT b.call, b.track, b.position, b.project_id, b.enterprise, b.credit_code, b.town, b.unit, b.score,
    coalesce(v.condition, b.why) AS blocking_condition, coalesce(v.condition_order, 0) AS condition_order,
    CASE b.why WHEN 'own' THEN '同一企业已有更高分的申报' WHEN 'full' THEN '排名在 ' || b.limit_now || ' 个名额之外'
        ELSE coalesce(v.title, '没有可核对的条件') END AS blocking_title,
    CASE b.why WHEN 'condition' THEN coalesce(v.verdict, 'unknown') ELSE b.why END AS blocker,
    CASE WHEN b.why = 'condition' THEN v.clause ELSE b.clause END AS blocking_clause,
    CASE WHEN b.why = 'condition' THEN v.quote ELSE b.quote END AS blocking_quote,
    CASE WHEN b.why = 'condition' THEN v.pack ELSE b.pack END AS blocking_pack,
    coalesce(b.why = 'condition' AND v.is_ours, FALSE) AS is_own_reading
FROM blocked AS b
LEFT JOIN verdict AS v ON b.why = 'condition' AND v.project_id = b.project_id AND v.severity = 'block'
    AND v.verdict <> 'pass'
WHERE b.why IS NOT NULL;
