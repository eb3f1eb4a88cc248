-- What follows from the rows and the packs, worked out once per snapshot.

CREATE TABLE entitlement_life AS
-- What every recognition brings, with nothing assumed ('') and under each document that could be assumed. What comes
-- later never changes what came before, so the entitlements of any day are the rows up to it: planning the steps anew
-- for every question cost 30 ms.
SELECT '' AS assumed, s.* FROM entitlement_steps(DATE '9999-12-31') AS s
UNION ALL
-- Arguments of a macro are put in as text: a short name here would be caught by an alias in there.
SELECT assumable.assumed_pack, s.*
FROM (SELECT DISTINCT pack AS assumed_pack FROM tier) AS assumable,
    LATERAL (SELECT * FROM entitlement_steps(DATE '9999-12-31', assumable.assumed_pack)) AS s
ORDER BY assumed, credit_code, step_no;
COMMENT ON TABLE entitlement_life IS 'entitlement_steps of all recognitions, with nothing assumed and under each document';

CREATE MACRO entitlements_on(until, assume := '') AS TABLE
-- entitlement_steps(until, assume), read instead of worked out; what is no document with tiers assumes nothing.
SELECT e.*EXCLUDE (assumed) FROM entitlement_life AS e
WHERE e.assumed = coalesce((SELECT max(t.pack) FROM tier AS t WHERE t.pack = assume), '') AND e.award_date <= until;

CREATE TABLE entitlement AS
SELECT * FROM entitlements_on((SELECT as_of FROM build)) ORDER BY credit_code, step_no;
COMMENT ON TABLE entitlement IS 'What every recognition brings as of the data date, by the rule of its document; status priced | no_step | unpriced';

CREATE MACRO entitlements(assume := '') AS TABLE
-- The entitlements as of the data date.
SELECT * FROM entitlements_on((SELECT as_of FROM build), assume);

CREATE MACRO entitlements_within(in_year, in_town, in_industry, in_tier, assume := '') AS TABLE
SELECT s.*, coalesce(e.town, '未填报') AS town, coalesce(e.industry, '未填报') AS industry
FROM entitlements(assume) AS s
LEFT JOIN enterprise AS e ON e.credit_code = s.credit_code
WHERE matches(in_year, CAST(year(s.award_date) AS VARCHAR)) AND matches(in_town, e.town)
    AND matches(in_industry, e.industry) AND matches(in_tier, s.tier);

CREATE TABLE verdict AS
SELECT p.project_id, p.call, p.enterprise, p.applied_tier, c.condition, c.condition_order, c.title, c.severity, c.is_ours,
    CASE WHEN c.applies_if IS NOT NULL AND gate.value_text IS NULL THEN 'unknown'
        ELSE judgement(c.op, f.value_text, f.value_num, f.value_date, c.value, c.value_num, c.value_date, p.applied_date)
    END AS verdict,
    f.value_text, f.value_num, f.value_date, c.field, c.op, c.value AS needed_value, c.value_num AS needed_num, c.unit,
    c.clause, c.quote, c.pack, c.note,
    -- As people read them; made here, because 600,000 rows of them cost a question 100 ms.
    CASE
        WHEN f.value_text = '是' AND f.value_date IS NOT NULL THEN '是（' || f.value_date || '）'
        WHEN f.value_text IS NOT NULL THEN f.value_text
        WHEN f.value_date IS NOT NULL THEN CAST(f.value_date AS VARCHAR)
        WHEN f.value_num IS NULL THEN '未填报'
        WHEN c.unit = '元' THEN rtrim(rtrim(CAST(CAST(f.value_num / 10000 AS DECIMAL(18,6)) AS VARCHAR), '0'), '.') || ' 万元'
        ELSE rtrim(rtrim(CAST(CAST(f.value_num AS DECIMAL(18,2)) AS VARCHAR), '0'), '.') || ' ' || coalesce(c.unit, '')
    END AS value_shown,
    CASE c.op
        WHEN 'is_true' THEN '是' WHEN 'is_false' THEN '否'
        WHEN 'in' THEN '属于 ' || replace(c.value, ';', '、')
        WHEN 'clear_for_years' THEN '申报前 ' || CAST(CAST(c.value_num AS INTEGER) AS VARCHAR) || ' 年内无'
        WHEN 'on_or_before' THEN '不晚于 ' || c.value
        ELSE CASE c.op WHEN '>=' THEN '≥ ' WHEN '<=' THEN '≤ ' WHEN '!=' THEN '≠ ' ELSE '= ' END
            || CASE WHEN c.unit = '元'
                THEN rtrim(rtrim(CAST(CAST(c.value_num / 10000 AS DECIMAL(18,6)) AS VARCHAR), '0'), '.') || ' 万元'
                ELSE rtrim(rtrim(CAST(CAST(c.value_num AS DECIMAL(18,2)) AS VARCHAR), '0'), '.') || ' ' || coalesce(c.unit, '') END
    END AS needed_shown,
    -- The cell that settled it. A missing figure of a wide sheet has a column there, although no row of its own.
    coalesce(k.sheet_id, w.sheet_id) AS sheet_id, coalesce(k."row", w."row") AS "row",
    coalesce(o.letter, l.letter) AS letter, coalesce(k.n_rows, 0) AS n_rows
FROM project AS p
JOIN condition AS c ON c.call = p.call AND c.item = p.applied_tier
LEFT JOIN project_fact AS f ON f.project_id = p.project_id AND f.field = c.field
LEFT JOIN fact_source AS s ON s.field = c.field
LEFT JOIN fact_cell AS k ON k.project_id = p.project_id AND k.source = s.source
LEFT JOIN outcome AS o ON o.project_id = p.project_id AND 'outcome:' || o.metric = c.field
LEFT JOIN (
    SELECT x.project_id, x.sheet_id, x."row", y.field AS metric
    FROM fact_cell AS x JOIN source_column AS y ON y.sheet_id = x.sheet_id
    WHERE x.source = 'outcome'
) AS w ON k.sheet_id IS NULL AND w.project_id = p.project_id AND 'outcome:' || w.metric = c.field
LEFT JOIN source_column AS l ON l.sheet_id = coalesce(k.sheet_id, w.sheet_id) AND l.field = s.source_field
LEFT JOIN project_fact AS gate ON gate.project_id = p.project_id AND gate.field = c.applies_if
WHERE c.applies_if IS NULL OR gate.value_text IS NULL OR gate.value_text = '是'
ORDER BY p.project_id, c.condition;
COMMENT ON TABLE verdict IS 'Every condition of a call against every application it applies to: pass | fail | unknown, with the cell that settled it';

CREATE TABLE eligibility AS
SELECT project_id, call,
    CASE
        WHEN count(CASE WHEN severity = 'block' AND verdict = 'fail' THEN 1 END) > 0 THEN 'fail'
        WHEN count(CASE WHEN severity = 'block' AND verdict = 'unknown' THEN 1 END) > 0 THEN 'unknown'
        ELSE 'pass'
    END AS eligibility,
    count(CASE WHEN severity = 'block' AND verdict = 'fail' THEN 1 END) AS n_failed,
    count(CASE WHEN severity = 'block' AND verdict = 'unknown' THEN 1 END) AS n_unknown,
    count(CASE WHEN severity = 'warn' AND verdict <> 'pass' THEN 1 END) AS n_warned,
    string_agg(CASE WHEN severity = 'block' AND verdict <> 'pass'
        THEN title || CASE verdict WHEN 'fail' THEN '不符' ELSE '待核实' END END, '；' ORDER BY condition_order) AS reasons
FROM verdict
GROUP BY project_id, call
ORDER BY project_id;
COMMENT ON TABLE eligibility IS 'One verdict per application: fail if a blocking condition fails, unknown if one is unknown; warnings never block';

CREATE TABLE criterion_score AS
WITH asked AS (
    SELECT p.project_id, t.call, t.track, c.criterion, c.criterion_order, c.criterion_group, c.title, c.field, c.weight,
        c.missing_score, f.value_num
    FROM project AS p
    JOIN (SELECT DISTINCT tier, track, call FROM title) AS t ON t.call = p.call AND t.tier = p.applied_tier
    JOIN criterion AS c ON c.call = t.call AND c.track = t.track
    LEFT JOIN project_fact AS f ON f.project_id = p.project_id AND f.field = c.field
),
segments AS (
    SELECT call, track, criterion, x AS low_x, score AS low_score,
        lead(x) OVER w AS high_x, lead(score) OVER w AS high_score,
        row_number() OVER w AS segment_no, count(*) OVER (PARTITION BY call, track, criterion) AS n_points
    FROM criterion_point
    WINDOW w AS (PARTITION BY call, track, criterion ORDER BY x)
)
SELECT a.project_id, a.call, a.track, a.criterion, a.criterion_order, a.criterion_group, a.title, a.field, a.weight,
    a.value_num,
    a.value_num IS NULL AS is_missing,
    round(CASE
        WHEN a.value_num IS NULL THEN a.missing_score
        WHEN s.segment_no IS NULL THEN lowest.low_score
        WHEN s.high_x IS NULL THEN s.low_score
        ELSE s.low_score + (s.high_score - s.low_score) * (a.value_num - s.low_x) / (s.high_x - s.low_x)
    END, 6) AS criterion_points,
    round(a.weight / 100 * CASE
        WHEN a.value_num IS NULL THEN a.missing_score
        WHEN s.segment_no IS NULL THEN lowest.low_score
        WHEN s.high_x IS NULL THEN s.low_score
        ELSE s.low_score + (s.high_score - s.low_score) * (a.value_num - s.low_x) / (s.high_x - s.low_x)
    END, 6) AS weighted_points
FROM asked AS a
LEFT JOIN segments AS s ON s.call = a.call AND s.track = a.track AND s.criterion = a.criterion
    AND a.value_num >= s.low_x AND (s.high_x IS NULL OR a.value_num < s.high_x)
LEFT JOIN segments AS lowest ON lowest.call = a.call AND lowest.track = a.track AND lowest.criterion = a.criterion
    AND lowest.segment_no = 1
ORDER BY a.project_id, a.criterion_order;
COMMENT ON TABLE criterion_score IS 'Points 0–100 per criterion on the pack''s fixed scale, and their weighted part of the total of 100';

CREATE TABLE scored_application AS
WITH scored AS (
    SELECT project_id, call, track, round(sum(weighted_points), 2) AS score,
        round(sum(CASE WHEN criterion_group = '基础条件' THEN weighted_points ELSE 0 END), 2) AS base_score,
        round(sum(CASE WHEN criterion_group = '成长性' THEN weighted_points ELSE 0 END), 2) AS growth_score,
        round(sum(CASE WHEN criterion_group = '示范性' THEN weighted_points ELSE 0 END), 2) AS demo_score,
        count(CASE WHEN is_missing THEN 1 END) AS n_missing_facts
    FROM criterion_score
    GROUP BY project_id, call, track
),
scenes AS (SELECT project_id, count(*) AS n_instances FROM instance GROUP BY project_id)
SELECT s.*, p.enterprise, p.credit_code, p.project, p.factory, p.town, p.unit,
    coalesce(n.industry, '未填报') AS industry, e.eligibility, e.reasons, e.n_warned, p.applied_date,
    coalesce(i.n_instances, 0) AS n_instances, coalesce(q.counting_unit, 'applicant') AS counting_unit,
    coalesce(e.eligibility = 'pass', FALSE) AS is_eligible
FROM scored AS s
JOIN project AS p ON p.project_id = s.project_id
LEFT JOIN enterprise AS n ON n.credit_code = p.credit_code
LEFT JOIN eligibility AS e ON e.project_id = s.project_id
LEFT JOIN scenes AS i ON i.project_id = s.project_id
LEFT JOIN (SELECT q.call, q.track, q.counting_unit FROM quota AS q
    JOIN district AS d ON d.applicant_kind = q.applicant_kind) AS q ON q.call = s.call AND q.track = s.track
ORDER BY s.call, s.track, s.project_id;
COMMENT ON TABLE scored_application IS 'Applications of a track with score, eligibility and what the quota counts (applicant | application | instance)';

CREATE MACRO candidates_on(until) AS TABLE
-- The ranking of the applications handed in by a day (NULL: all, also those without a date). n_places is what an
-- application takes of the quota, places_until what it and the ones before it take together.
WITH ranked AS (
    SELECT *,
        -- Published tie-break: score, then 示范性, 基础条件, then the project number.
        row_number() OVER (
            PARTITION BY call, track, credit_code
            ORDER BY eligibility IS DISTINCT FROM 'pass', score DESC, demo_score DESC, base_score DESC, project_id
        ) AS own_rank
    FROM scored_application
    WHERE until IS NULL OR applied_date <= until
),
placed AS (
    -- Counted by applicant, an enterprise is proposed once; counted by application or instance, as often as it qualifies.
    SELECT *, is_eligible AND (own_rank = 1 OR counting_unit <> 'applicant') AS is_proposable,
        CASE WHEN counting_unit = 'instance' THEN n_instances ELSE 1 END AS n_places
    FROM ranked
),
positioned AS (
    SELECT *,
        row_number() OVER (
            PARTITION BY call, track
            ORDER BY CASE WHEN is_proposable THEN 0 WHEN is_eligible THEN 1 ELSE 2 END,
                score DESC, demo_score DESC, base_score DESC, project_id
        ) AS position
    FROM placed
)
SELECT *, CAST(sum(n_places) OVER (PARTITION BY call, track ORDER BY position) AS BIGINT) AS places_until
FROM positioned;

CREATE TABLE candidate AS
SELECT * FROM candidates_on(NULL) ORDER BY call, track, position;
COMMENT ON TABLE candidate IS 'Applications of a track in order: proposable ones by score first, one per enterprise where the quota counts applicants; then the others';
