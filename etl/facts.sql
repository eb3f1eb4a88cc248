-- Facts about applications in long form: what the conditions and criteria of the packs may ask for.
-- One row per (project, field); value_text for words and yes/no (是/否), value_num for numbers (money in yuan), value_date.

-- Words are compared without width, case and white space: ５Ｇ, 5g and 5G are one.
CREATE MACRO folded(words) AS lower(translate(regexp_replace(words, '[\s　]', '', 'g'),
    '！＂＃＄％＆＇（）＊＋，－．／０１２３４５６７８９：；＜＝＞？＠ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ［＼］＾＿｀ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ｛｜｝～',
    '!"#$%&''()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_`abcdefghijklmnopqrstuvwxyz{|}~'));

-- Whether a text names a word; one of Latin letters alone stands for itself and not inside another (AI, not email).
CREATE MACRO names(words, word) AS CASE WHEN regexp_full_match(word, '[a-z]+')
    THEN regexp_matches(words, '(^|[^a-z])' || word || '($|[^a-z])') ELSE contains(words, word) END;
-- The same for spellings of one word (人工智能/AI).
CREATE MACRO names_any(words, spellings) AS
    len(list_filter(string_split(spellings, '/'), lambda spelling: names(words, spelling))) > 0;

-- How long the texts of a scene instance are: all together, and the longest that has the limit of a field.
CREATE MACRO scene_chars(description, pain_point, solution, safeguards, effects) AS
    coalesce(length(description), 0) + coalesce(length(pain_point), 0) + coalesce(length(solution), 0)
    + coalesce(length(safeguards), 0) + coalesce(length(effects), 0);
CREATE MACRO field_chars(description, pain_point, solution, effects) AS
    greatest(coalesce(length(description), 0), coalesce(length(pain_point), 0), coalesce(length(solution), 0),
        coalesce(length(effects), 0));

CREATE VIEW setting_of_call AS
-- What a call's document sets for the facts of its applications; NULL or '' where it sets nothing.
SELECT c.call, year(c.opens) AS opened,
    max(CASE WHEN s.key = 'investment_categories' THEN s.value END) AS investment_categories,
    max(CASE WHEN s.key = 'apc_industries' THEN s.value END) AS apc_industries,
    coalesce(max(CASE WHEN s.key = 'new_it_words' THEN s.value END), '') AS new_it_words,
    coalesce(max(CASE WHEN s.key = 'supply_processes' THEN s.value END), '') AS supply_processes,
    coalesce(max(CASE WHEN s.key = 'required_outcomes' THEN s.value END), '') AS required_outcomes,
    coalesce(max(CASE WHEN s.key = 'evidence_ranks' THEN s.value END), '') AS evidence_ranks,
    coalesce(max(CASE WHEN s.key = 'finance_year_count' THEN CAST(s.value AS INTEGER) END), 3) AS n_years_asked
FROM call AS c LEFT JOIN setting AS s ON s.pack = c.pack
GROUP BY c.call, c.opens;
COMMENT ON VIEW setting_of_call IS 'The settings of every call''s document that facts are worked out with';

CREATE VIEW project_fact_base AS
WITH invoiced AS (
    SELECT i.project_id, sum(i.amount_yuan) AS invoiced_yuan,
        -- Unknown where the call's document does not say which categories count.
        sum(CASE WHEN contains(';' || g.investment_categories || ';', ';' || i.category || ';') THEN i.amount_yuan
            WHEN g.investment_categories IS NOT NULL THEN 0 END) AS hardsoft_yuan
    FROM investment AS i
    JOIN project AS p ON p.project_id = i.project_id
    LEFT JOIN setting_of_call AS g ON g.call = p.call
    GROUP BY i.project_id
),
covered AS (
    SELECT i.project_id,
        count(DISTINCT CASE WHEN i.catalogue = c.catalogue THEN s.process_no END) AS n_processes,
        count(DISTINCT CASE WHEN i.catalogue = c.catalogue
            AND contains(';' || g.supply_processes || ';', ';' || s.process_no || ';') THEN s.process_no END)
            AS n_supply_processes,
        count(*) AS n_instances,
        max(scene_chars(i.description, i.pain_point, i.solution, i.safeguards, i.effects)) AS max_scene_chars,
        max(field_chars(i.description, i.pain_point, i.solution, i.effects)) AS max_field_chars,
        max(coalesce(length(i.safeguards), 0)) AS max_safeguard_chars
    FROM instance AS i
    JOIN project AS p ON p.project_id = i.project_id
    LEFT JOIN call AS c ON c.call = p.call
    LEFT JOIN setting_of_call AS g ON g.call = p.call
    LEFT JOIN scenario AS s ON s.catalogue = i.catalogue AND s.scenario_no = i.scenario_no
    GROUP BY i.project_id
),
reported AS (
    SELECT o.project_id,
        count(CASE WHEN contains(';' || g.required_outcomes || ';', ';' || o.metric || ';') THEN 1 END)
            AS n_required_outcomes,
        max(list_position(string_split(g.evidence_ranks, ';'), o.evidence) - 1) AS evidence_rank,
        max(CASE WHEN m.metric_id = 'replicated_enterprises' THEN o.value_num END) AS n_replicated,
        count(CASE WHEN m.is_process_only THEN 1 END) AS n_process_only
    FROM outcome AS o
    JOIN metric AS m ON m.metric = o.metric
    JOIN project AS p ON p.project_id = o.project_id
    LEFT JOIN setting_of_call AS g ON g.call = p.call
    GROUP BY o.project_id
),
recent AS (
    SELECT p.project_id, count(f.profit_margin_pct) AS n_finance_years,
        -- A year that nobody reported may have been a loss: without all years only a loss that we see is known.
        CASE WHEN count(f.profit_margin_pct) = max(g.n_years_asked) OR count(CASE WHEN f.profit_margin_pct < 0 THEN 1 END) > 0
            THEN count(CASE WHEN f.profit_margin_pct < 0 THEN 1 END) END AS n_loss_years,
        max(CASE WHEN f.year = year(c.opens) - 1 THEN f.profit_margin_pct END) AS profit_margin_pct,
        max(CASE WHEN f.year = year(c.opens) - 1 THEN f.revenue_yuan END) AS last_revenue_yuan,
        max(CASE WHEN f.year = year(c.opens) - 2 THEN f.revenue_yuan END) AS earlier_revenue_yuan
    FROM project AS p
    JOIN call AS c ON c.call = p.call
    JOIN setting_of_call AS g ON g.call = p.call
    JOIN finance AS f ON f.credit_code = p.credit_code
        AND f.year BETWEEN year(c.opens) - g.n_years_asked AND year(c.opens) - 1
    GROUP BY p.project_id
),
held AS (
    SELECT p.project_id, max(l.rank) AS held_rank
    FROM project AS p
    JOIN award AS a ON a.credit_code = p.credit_code AND a.award_date < p.applied_date
    JOIN ladder AS l ON l.tier = a.tier
    GROUP BY p.project_id
),
directions AS (
    SELECT credit_code, call, count(DISTINCT applied_tier) AS n_applied_directions
    FROM project GROUP BY credit_code, call
),
handed_in AS (
    SELECT p.project_id, count(*) AS n_missing_materials
    FROM project AS p
    JOIN material AS m ON m.call = p.call AND m.is_required
    WHERE p.materials IS NOT NULL
        AND NOT list_has_any(string_split(folded(p.materials), ';'),
            string_split(folded(m.item || ';' || coalesce(m.aliases, '')), ';'))
    GROUP BY p.project_id
)
SELECT p.project_id, p.call, p.applied_tier, p.applied_date, p.sheet_id, p."row",
    e.sheet_id AS enterprise_sheet_id, e."row" AS enterprise_row,
    e.is_registered_here, e.is_operating_here, e.is_taxed_here, e.industry, e.has_credit_issue, e.has_accident,
    e.accident_date, e.assessment_date, e.maturity_level, e.has_national_task, e.is_process_industry, e.barred_until,
    e.credit_code IS NOT NULL AS is_known, p.is_supply_chain, v.hardsoft_yuan, v.invoiced_yuan, p.declared_yuan,
    p.production_date, p.n_lines, p.new_it, g.new_it_words, g.apc_industries, w.n_processes, w.n_supply_processes, w.n_instances,
    w.max_scene_chars, w.max_field_chars, w.max_safeguard_chars, d.n_applied_directions, h.held_rank,
    l.rank AS applied_rank, p.materials, coalesce(k.n_missing_materials, 0) AS n_missing_materials,
    coalesce(r.n_required_outcomes, 0) AS n_required_outcomes, r.evidence_rank, r.n_replicated, r.n_process_only,
    n.n_finance_years, n.n_loss_years, n.profit_margin_pct,
    CASE WHEN n.earlier_revenue_yuan > 0
        THEN 100 * (CAST(n.last_revenue_yuan AS DOUBLE) / CAST(n.earlier_revenue_yuan AS DOUBLE) - 1) END
        AS revenue_growth_pct
FROM project AS p
LEFT JOIN enterprise AS e ON e.credit_code = p.credit_code
LEFT JOIN setting_of_call AS g ON g.call = p.call
LEFT JOIN invoiced AS v ON v.project_id = p.project_id
LEFT JOIN covered AS w ON w.project_id = p.project_id
LEFT JOIN directions AS d ON d.credit_code = p.credit_code AND d.call = p.call
LEFT JOIN held AS h ON h.project_id = p.project_id
LEFT JOIN ladder AS l ON l.tier = p.applied_tier
LEFT JOIN handed_in AS k ON k.project_id = p.project_id
LEFT JOIN reported AS r ON r.project_id = p.project_id
LEFT JOIN recent AS n ON n.project_id = p.project_id;
COMMENT ON VIEW project_fact_base IS 'One row per application with everything that is asked of it';

CREATE TABLE project_fact AS
WITH words AS (
    SELECT project_id, unnest([
        {f: 'is_registered_here', v: CASE WHEN is_registered_here THEN '是' WHEN NOT is_registered_here THEN '否' END},
        -- Registered in the district is registered in the city; registered elsewhere may be either.
        {f: 'is_registered_in_city', v: CASE WHEN is_registered_here THEN '是' END},
        {f: 'is_operating_here', v: CASE WHEN is_operating_here THEN '是' WHEN NOT is_operating_here THEN '否' END},
        {f: 'is_taxed_here', v: CASE WHEN is_taxed_here THEN '是' WHEN NOT is_taxed_here THEN '否' END},
        {f: 'industry', v: industry},
        {f: 'has_credit_issue', v: CASE WHEN has_credit_issue THEN '是' WHEN NOT has_credit_issue THEN '否' END},
        {f: 'has_national_task', v: CASE WHEN has_national_task THEN '是' WHEN NOT has_national_task THEN '否' END},
        {f: 'is_process_industry', v: CASE WHEN is_process_industry THEN '是' WHEN NOT is_process_industry THEN '否' END},
        {f: 'is_supply_chain', v: CASE WHEN is_supply_chain THEN '是' WHEN NOT is_supply_chain THEN '否' END},
        -- An empty 禁止申报至 means that the enterprise is on no list; an unknown enterprise stays unknown.
        {f: 'is_barred', v: CASE WHEN NOT is_known THEN NULL WHEN barred_until IS NULL THEN '否'
            WHEN applied_date IS NULL THEN NULL WHEN barred_until >= applied_date THEN '是' ELSE '否' END},
        {f: 'is_ladder_ok', v: CASE WHEN applied_rank IS NULL OR applied_date IS NULL THEN NULL
            WHEN coalesce(held_rank, 0) < applied_rank THEN '是' ELSE '否' END},
        {f: 'has_apc_outside_process', v: CASE WHEN coalesce(n_process_only, 0) = 0 THEN '否'
            WHEN is_process_industry THEN '否' WHEN NOT is_process_industry THEN '是' END},
        {f: 'has_apc_outside_raw_materials', v: CASE WHEN coalesce(n_process_only, 0) = 0 THEN '否'
            WHEN industry IS NULL OR apc_industries IS NULL THEN NULL
            WHEN contains(';' || apc_industries || ';', ';' || industry || ';') THEN '否' ELSE '是' END}
    ], recursive := true)
    FROM project_fact_base
),
numbers AS (
    SELECT project_id, unnest([
        {f: 'maturity_level', v: CAST(maturity_level AS DOUBLE)},
        {f: 'hardsoft_yuan', v: CAST(hardsoft_yuan AS DOUBLE)},
        {f: 'invoiced_yuan', v: CAST(invoiced_yuan AS DOUBLE)},
        {f: 'declared_gap_pct', v: CASE WHEN declared_yuan > 0 OR invoiced_yuan > 0
            THEN 100 * CAST(abs(declared_yuan - invoiced_yuan) / greatest(declared_yuan, invoiced_yuan) AS DOUBLE) END},
        {f: 'declared_yuan', v: CAST(declared_yuan AS DOUBLE)},
        {f: 'n_lines', v: CAST(n_lines AS DOUBLE)},
        {f: 'n_new_it', v: CASE WHEN new_it IS NULL THEN NULL
            ELSE CAST(len(list_filter(string_split(new_it_words, ';'), lambda w: w <> '' AND names_any(folded(new_it), folded(w)))) AS DOUBLE) END},
        {f: 'n_processes', v: CAST(n_processes AS DOUBLE)},
        {f: 'n_supply_processes', v: CAST(n_supply_processes AS DOUBLE)},
        {f: 'n_instances', v: CAST(n_instances AS DOUBLE)},
        {f: 'n_applied_directions', v: CAST(n_applied_directions AS DOUBLE)},
        {f: 'held_rank', v: CAST(coalesce(held_rank, 0) AS DOUBLE)},
        {f: 'applied_rank', v: CAST(applied_rank AS DOUBLE)},
        {f: 'n_missing_materials', v: CASE WHEN materials IS NOT NULL THEN CAST(n_missing_materials AS DOUBLE) END},
        {f: 'n_required_outcomes', v: CAST(n_required_outcomes AS DOUBLE)},
        {f: 'max_scene_chars', v: CAST(max_scene_chars AS DOUBLE)},
        {f: 'max_field_chars', v: CAST(max_field_chars AS DOUBLE)},
        {f: 'max_safeguard_chars', v: CAST(max_safeguard_chars AS DOUBLE)},
        {f: 'n_finance_years', v: CAST(n_finance_years AS DOUBLE)},
        {f: 'n_loss_years', v: CAST(n_loss_years AS DOUBLE)},
        {f: 'profit_margin_pct', v: CAST(profit_margin_pct AS DOUBLE)},
        {f: 'revenue_growth_pct', v: revenue_growth_pct},
        {f: 'evidence_rank', v: CAST(evidence_rank AS DOUBLE)},
        {f: 'n_replicated', v: CAST(n_replicated AS DOUBLE)}
    ], recursive := true)
    FROM project_fact_base
),
dates AS (
    SELECT project_id, unnest([
        {f: 'applied_date', v: applied_date}, {f: 'production_date', v: production_date},
        {f: 'assessment_date', v: assessment_date}
    ], recursive := true)
    FROM project_fact_base
)
SELECT project_id, f AS field, v AS value_text, CAST(NULL AS DOUBLE) AS value_num, CAST(NULL AS DATE) AS value_date
FROM words
UNION ALL SELECT project_id, f, NULL, v, NULL FROM numbers
UNION ALL SELECT project_id, f, NULL, NULL, v FROM dates
UNION ALL
-- An accident is two cells: yes/no and, if yes, when.
SELECT project_id, 'accident', CASE WHEN has_accident THEN '是' WHEN NOT has_accident THEN '否' END, NULL, accident_date
FROM project_fact_base
UNION ALL
SELECT project_id, 'outcome:' || metric, NULL, value_num, NULL FROM outcome
ORDER BY project_id, field;
COMMENT ON TABLE project_fact IS 'Long table of facts per application that conditions and criteria refer to by field';
