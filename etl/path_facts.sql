-- What would be known of every enterprise if it applied for every item of the newest calls: the same facts as of an
-- application (facts.sql), for a hypothetical one that is handed in properly, on time and in one direction only.

CREATE VIEW path_target AS
-- The items that the conditions of a call name, each under the newest call that has opened by the data date. Judged on
-- the data date or on the last day of that call, whichever is earlier.
SELECT item, call, pack, catalogue, judged_on, rank, tier_order
FROM (
    SELECT c.item, c.call, k.pack, k.catalogue, least(b.as_of, k.deadline_enterprise) AS judged_on, t.rank, t.tier_order,
        row_number() OVER (PARTITION BY c.item ORDER BY k.opens DESC, c.call) AS choice_no
    FROM (SELECT DISTINCT call, item FROM condition WHERE call IS NOT NULL) AS c
    JOIN call AS k ON k.call = c.call
    JOIN build AS b ON k.opens <= b.as_of
    LEFT JOIN tier_catalogue AS t ON t.tier = c.item
) AS chosen
WHERE choice_no = 1;
COMMENT ON VIEW path_target IS 'Items that an enterprise can aim at: each under its newest call, with the day on which it is judged';

CREATE VIEW path_held AS
-- What keeps an enterprise from a target for good, as of the data date: the same or a higher rank, or the title itself.
SELECT credit_code, item, tier AS held_tier, award_date AS held_since
FROM (
    SELECT a.credit_code, t.item, a.tier, a.award_date,
        row_number() OVER (PARTITION BY a.credit_code, t.item ORDER BY l.rank DESC, a.award_date, a.tier) AS choice_no
    FROM award AS a
    JOIN build AS b ON a.award_date <= b.as_of
    LEFT JOIN ladder AS l ON l.tier = a.tier
    JOIN path_target AS t ON a.tier = t.item OR l.rank >= t.rank
) AS holding
WHERE choice_no = 1;
COMMENT ON VIEW path_held IS 'Targets that an enterprise has already reached or passed, with the highest recognition that does so';

CREATE VIEW path_candidate AS
-- The applications a hypothetical one may rest on: every one of the enterprise to that call; without any, its newest to
-- another call; without any, none at all (project_id NULL).
WITH wanted AS (SELECT DISTINCT call, pack, catalogue, judged_on FROM path_target),
newest AS (
    SELECT credit_code, project_id, applied_date,
        row_number() OVER (PARTITION BY credit_code ORDER BY applied_date DESC NULLS LAST, project_id) AS choice_no
    FROM project
)
SELECT e.credit_code, w.call, w.pack, w.catalogue, w.judged_on, coalesce(o.project_id, n.project_id) AS project_id,
    coalesce(o.project_id, n.project_id, '') AS base_id, o.applied_tier,
    CASE WHEN o.project_id IS NOT NULL THEN 'own_call' WHEN n.project_id IS NOT NULL THEN 'other_call' ELSE 'none' END
        AS basis,
    coalesce(o.applied_date, n.applied_date) AS base_date
FROM enterprise AS e
CROSS JOIN wanted AS w
LEFT JOIN project AS o ON o.credit_code = e.credit_code AND o.call = w.call
LEFT JOIN newest AS n ON n.credit_code = e.credit_code AND n.choice_no = 1 AND o.project_id IS NULL;
COMMENT ON VIEW path_candidate IS 'Applications that a hypothetical one to a call may rest on; basis own_call | other_call | none';

CREATE VIEW path_fact AS
-- enterprise and assumed facts hold for every candidate. What depends on the call (its catalogue, categories, words,
-- years) is worked out for the target's call where the base is an application to another call: of that one only the
-- instances of the target's catalogue are taken, so that no other catalogue's count leaks in. All else is the base's own.
WITH held AS (
    SELECT a.credit_code, max(l.rank) AS top_rank
    FROM award AS a
    JOIN build AS b ON a.award_date <= b.as_of
    JOIN ladder AS l ON l.tier = a.tier
    GROUP BY a.credit_code
),
known AS (
    SELECT k.credit_code, k.call, k.base_id, k.judged_on, e.*EXCLUDE (credit_code), coalesce(h.top_rank, 0) AS held_rank
    FROM path_candidate AS k
    JOIN enterprise AS e ON e.credit_code = k.credit_code
    LEFT JOIN held AS h ON h.credit_code = k.credit_code
),
words AS MATERIALIZED (
    SELECT credit_code, call, base_id, unnest([
        {f: 'is_registered_here', v: CASE WHEN is_registered_here THEN '是' WHEN NOT is_registered_here THEN '否' END, d: CAST(NULL AS DATE)},
        {f: 'is_registered_in_city', v: CASE WHEN is_registered_here THEN '是' END, d: NULL},
        {f: 'is_operating_here', v: CASE WHEN is_operating_here THEN '是' WHEN NOT is_operating_here THEN '否' END, d: NULL},
        {f: 'is_taxed_here', v: CASE WHEN is_taxed_here THEN '是' WHEN NOT is_taxed_here THEN '否' END, d: NULL},
        {f: 'industry', v: industry, d: NULL},
        {f: 'has_credit_issue', v: CASE WHEN has_credit_issue THEN '是' WHEN NOT has_credit_issue THEN '否' END, d: NULL},
        {f: 'has_national_task', v: CASE WHEN has_national_task THEN '是' WHEN NOT has_national_task THEN '否' END, d: NULL},
        {f: 'is_process_industry', v: CASE WHEN is_process_industry THEN '是' WHEN NOT is_process_industry THEN '否' END, d: NULL},
        {f: 'accident', v: CASE WHEN has_accident THEN '是' WHEN NOT has_accident THEN '否' END, d: accident_date},
        {f: 'is_barred', v: CASE WHEN barred_until >= judged_on THEN '是' ELSE '否' END, d: barred_until},
        {f: 'assessment_date', v: NULL, d: assessment_date},
        {f: 'applied_date', v: NULL, d: judged_on}
    ], recursive := true)
    FROM known
),
numbers AS MATERIALIZED (
    SELECT credit_code, call, base_id, unnest([
        {f: 'maturity_level', v: CAST(maturity_level AS DOUBLE)}, {f: 'held_rank', v: CAST(held_rank AS DOUBLE)},
        {f: 'n_applied_directions', v: 1.0}, {f: 'n_missing_materials', v: 0.0}
    ], recursive := true)
    FROM known
),
elsewhere AS (
    SELECT k.credit_code, k.call, k.base_id, k.catalogue, p.new_it, g.*EXCLUDE (call)
    FROM path_candidate AS k
    JOIN setting_of_call AS g ON g.call = k.call
    LEFT JOIN project AS p ON p.project_id = k.project_id
    WHERE k.basis <> 'own_call'
),
invoiced AS (
    SELECT x.credit_code, x.call, x.base_id,
        CAST(sum(CASE WHEN contains(';' || x.investment_categories || ';', ';' || i.category || ';')
            THEN i.amount_yuan ELSE 0 END) AS DOUBLE) AS hardsoft_yuan
    FROM elsewhere AS x JOIN investment AS i ON i.project_id = x.base_id
    GROUP BY x.credit_code, x.call, x.base_id
),
covered AS (
    SELECT x.credit_code, x.call, x.base_id, count(DISTINCT s.process_no) AS n_processes,
        count(DISTINCT CASE WHEN contains(';' || x.supply_processes || ';', ';' || s.process_no || ';')
            THEN s.process_no END) AS n_supply_processes,
        count(*) AS n_instances,
        max(scene_chars(i.description, i.pain_point, i.solution, i.safeguards, i.effects)) AS max_scene_chars,
        max(field_chars(i.description, i.pain_point, i.solution, i.effects)) AS max_field_chars,
        max(coalesce(length(i.safeguards), 0)) AS max_safeguard_chars
    FROM elsewhere AS x
    JOIN instance AS i ON i.project_id = x.base_id AND i.catalogue = x.catalogue
    LEFT JOIN scenario AS s ON s.catalogue = i.catalogue AND s.scenario_no = i.scenario_no
    GROUP BY x.credit_code, x.call, x.base_id
),
reported AS (
    SELECT x.credit_code, x.call, x.base_id,
        count(CASE WHEN contains(';' || x.required_outcomes || ';', ';' || o.metric || ';') THEN 1 END) AS n_required_outcomes
    FROM elsewhere AS x LEFT JOIN outcome AS o ON o.project_id = x.base_id
    WHERE x.base_id <> ''
    GROUP BY x.credit_code, x.call, x.base_id
),
apc AS MATERIALIZED (
    SELECT x.credit_code, x.call, x.base_id, 'has_apc_outside_raw_materials' AS f,
        CASE WHEN count(CASE WHEN m.is_process_only THEN 1 END) = 0 THEN '否'
            WHEN max(e.industry) IS NULL OR max(x.apc_industries) IS NULL THEN NULL
            WHEN contains(';' || max(x.apc_industries) || ';', ';' || max(e.industry) || ';') THEN '否' ELSE '是' END AS v
    FROM elsewhere AS x
    JOIN enterprise AS e ON e.credit_code = x.credit_code
    LEFT JOIN outcome AS o ON o.project_id = x.base_id
    LEFT JOIN metric AS m ON m.metric = o.metric
    WHERE x.base_id <> ''
    GROUP BY x.credit_code, x.call, x.base_id
),
recent AS (
    SELECT x.credit_code, x.call, x.base_id, count(f.profit_margin_pct) AS n_finance_years,
        CASE WHEN count(f.profit_margin_pct) = max(x.n_years_asked) OR count(CASE WHEN f.profit_margin_pct < 0 THEN 1 END) > 0
            THEN count(CASE WHEN f.profit_margin_pct < 0 THEN 1 END) END AS n_loss_years
    FROM elsewhere AS x
    JOIN finance AS f ON f.credit_code = x.credit_code AND f.year BETWEEN x.opened - x.n_years_asked AND x.opened - 1
    GROUP BY x.credit_code, x.call, x.base_id
),
of_call AS MATERIALIZED (
    SELECT x.credit_code, x.call, x.base_id, unnest([
        {f: 'hardsoft_yuan', v: v.hardsoft_yuan},
        {f: 'n_new_it', v: CASE WHEN x.new_it IS NULL THEN NULL ELSE CAST(len(list_filter(string_split(x.new_it_words, ';'),
            lambda w: w <> '' AND names_any(folded(x.new_it), folded(w)))) AS DOUBLE) END},
        {f: 'n_processes', v: CAST(c.n_processes AS DOUBLE)},
        {f: 'n_supply_processes', v: CAST(c.n_supply_processes AS DOUBLE)},
        {f: 'n_instances', v: CAST(c.n_instances AS DOUBLE)},
        {f: 'max_scene_chars', v: CAST(c.max_scene_chars AS DOUBLE)},
        {f: 'max_field_chars', v: CAST(c.max_field_chars AS DOUBLE)},
        {f: 'max_safeguard_chars', v: CAST(c.max_safeguard_chars AS DOUBLE)},
        {f: 'n_required_outcomes', v: CAST(r.n_required_outcomes AS DOUBLE)},
        {f: 'n_finance_years', v: CAST(n.n_finance_years AS DOUBLE)},
        {f: 'n_loss_years', v: CAST(n.n_loss_years AS DOUBLE)}
    ], recursive := true)
    FROM elsewhere AS x
    LEFT JOIN invoiced AS v ON v.credit_code = x.credit_code AND v.call = x.call AND v.base_id = x.base_id
    LEFT JOIN covered AS c ON c.credit_code = x.credit_code AND c.call = x.call AND c.base_id = x.base_id
    LEFT JOIN reported AS r ON r.credit_code = x.credit_code AND r.call = x.call AND r.base_id = x.base_id
    LEFT JOIN recent AS n ON n.credit_code = x.credit_code AND n.call = x.call AND n.base_id = x.base_id
),
worked_out AS (
    SELECT credit_code, call, base_id, f AS field, v AS value_text, CAST(NULL AS DOUBLE) AS value_num, d AS value_date FROM words
    UNION ALL SELECT credit_code, call, base_id, f, NULL, v, NULL FROM numbers
    UNION ALL SELECT credit_code, call, base_id, f, NULL, v, NULL FROM of_call
    UNION ALL SELECT credit_code, call, base_id, f, v, NULL, NULL FROM apc
)
SELECT credit_code, call, base_id, field, value_text, value_num, value_date FROM worked_out
UNION ALL
SELECT k.credit_code, k.call, k.base_id, f.field, f.value_text, f.value_num, f.value_date
FROM path_candidate AS k
JOIN project_fact AS f ON f.project_id = k.base_id
WHERE f.field NOT IN (SELECT DISTINCT f FROM words UNION SELECT DISTINCT f FROM numbers)
    AND f.field NOT IN ('is_ladder_ok', 'applied_rank')
    AND (k.basis = 'own_call' OR f.field NOT IN (SELECT DISTINCT f FROM of_call UNION SELECT DISTINCT f FROM apc));
COMMENT ON VIEW path_fact IS 'Long table of facts per hypothetical application; what depends on the item (ladder order) is settled in path.sql';
