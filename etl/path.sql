-- Path to eligible: per enterprise and target the smallest set of blocking conditions that are not yet met, in words.

CREATE MACRO plain_number(n) AS rtrim(rtrim(CAST(CAST(n AS DECIMAL(18,6)) AS VARCHAR), '0'), '.');

CREATE MACRO quantity(n, unit) AS CASE
    WHEN unit = '元' THEN plain_number(n / 10000) || ' 万元'
    ELSE plain_number(n) || coalesce(' ' || nullif(unit, ''), '')
END;

CREATE MACRO first_day_clear(happened, n_years) AS CASE
    -- The first day d with happened < d - n_years; 28 February before a leap year needs one day more.
    WHEN happened < happened + to_years(n_years) + INTERVAL 1 DAY - to_years(n_years)
        THEN CAST(happened + to_years(n_years) + INTERVAL 1 DAY AS DATE)
    ELSE CAST(happened + to_years(n_years) + INTERVAL 2 DAY AS DATE)
END;

CREATE TEMP TABLE unmet AS
-- Every blocking or warning condition that a candidate does not pass. Of blocking conditions on one fact only the
-- strongest is kept: whoever meets it meets the others.
WITH asked AS (
    SELECT t.item, t.call, t.rank, t.judged_on, c.condition, c.condition_order, c.title, c.field, c.op, c.value,
        c.value_num, c.value_date, c.unit, c.severity, c.applies_if, c.is_ours, c.clause, c.quote, c.note, c.pack
    FROM path_target AS t
    JOIN condition AS c ON c.call = t.call AND c.item = t.item AND c.severity IN ('block', 'warn')
),
facts AS MATERIALIZED (
    SELECT * FROM path_fact WHERE field IN (SELECT field FROM asked UNION SELECT applies_if FROM asked)
),
open AS (
    SELECT k.credit_code, k.base_id, a.*
    FROM path_candidate AS k
    JOIN asked AS a ON a.call = k.call
    LEFT JOIN path_held AS h ON h.credit_code = k.credit_code AND h.item = a.item
    WHERE h.item IS NULL
),
judged AS (
    SELECT o.*, f.value_text AS fact_text,
        CASE WHEN o.field = 'applied_rank' THEN CAST(o.rank AS DOUBLE) ELSE f.value_num END AS fact_num,
        f.value_date AS fact_date, o.applies_if IS NOT NULL AND gate.value_text IS NULL AS is_gate_unknown,
        CASE
            WHEN o.applies_if IS NOT NULL AND gate.value_text IS NULL THEN 'unknown'
            WHEN gate.value_text = '否' THEN 'pass'
            -- What is held already was left out, so every ranked target lies above what is held.
            WHEN o.field = 'is_ladder_ok' THEN judgement(o.op, CASE WHEN o.rank IS NOT NULL THEN '是' END,
                CAST(NULL AS DOUBLE), CAST(NULL AS DATE), o.value, o.value_num, o.value_date, o.judged_on)
            WHEN o.field = 'applied_rank' THEN judgement(o.op, CAST(NULL AS VARCHAR), CAST(o.rank AS DOUBLE),
                CAST(NULL AS DATE), o.value, o.value_num, o.value_date, o.judged_on)
            ELSE judgement(o.op, f.value_text, f.value_num, f.value_date, o.value, o.value_num, o.value_date, o.judged_on)
        END AS verdict
    FROM open AS o
    LEFT JOIN facts AS f ON f.credit_code = o.credit_code AND f.call = o.call AND f.base_id = o.base_id AND f.field = o.field
    LEFT JOIN facts AS gate ON gate.credit_code = o.credit_code AND gate.call = o.call AND gate.base_id = o.base_id
        AND gate.field = o.applies_if
),
ordered AS (
    SELECT *,
        row_number() OVER (
            PARTITION BY credit_code, call, item, base_id, severity,
                CASE WHEN is_gate_unknown THEN applies_if ELSE field END,
                CASE WHEN op IN ('=', '!=', 'in') AND NOT is_gate_unknown THEN condition ELSE op END
            ORDER BY CASE op WHEN '<=' THEN value_num ELSE -value_num END, value_date, condition_order, condition
        ) AS strength_no
    FROM judged
    WHERE verdict <> 'pass'
)
SELECT * FROM ordered WHERE strength_no = 1 OR severity = 'warn';

CREATE TEMP TABLE base_choice AS
-- The application a path rests on: the one with the fewest conditions left, of these the one with the fewest fails,
-- then the newest, then the lowest number.
WITH left_over AS (
    SELECT credit_code, call, item, base_id, count(CASE WHEN severity = 'block' THEN 1 END) AS n_unmet,
        count(CASE WHEN severity = 'block' AND verdict = 'fail' THEN 1 END) AS n_failed
    FROM unmet GROUP BY credit_code, call, item, base_id
),
ranked AS (
    SELECT k.credit_code, t.call, t.item, t.rank, t.tier_order, t.judged_on, k.base_id, k.project_id, k.basis,
        h.held_tier, h.held_since, coalesce(k.applied_tier = t.item, FALSE) AS is_applied,
        row_number() OVER (
            PARTITION BY k.credit_code, t.call, t.item
            ORDER BY coalesce(n.n_unmet, 0), coalesce(n.n_failed, 0), k.base_date DESC NULLS LAST, k.base_id
        ) AS choice_no
    FROM path_candidate AS k
    JOIN path_target AS t ON t.call = k.call
    LEFT JOIN path_held AS h ON h.credit_code = k.credit_code AND h.item = t.item
    LEFT JOIN left_over AS n ON n.credit_code = k.credit_code AND n.call = t.call AND n.item = t.item AND n.base_id = k.base_id
)
SELECT * FROM ranked WHERE choice_no = 1;

CREATE TABLE path_step AS
WITH asked AS (
    -- An unknown gate is asked for itself: answered with 否, the condition behind it does not apply.
    -- Warnings stand beside the set; facts that nobody was asked for under this call are no warning.
    SELECT u.*, CASE WHEN is_gate_unknown THEN applies_if ELSE field END AS asked_field,
        CASE WHEN is_gate_unknown THEN 'is_false' ELSE op END AS asked_op,
        CASE WHEN verdict = 'fail' THEN CASE op WHEN '>=' THEN round(value_num - fact_num, 6)
            WHEN '<=' THEN round(fact_num - value_num, 6) END END AS gap
    FROM unmet AS u
    JOIN base_choice AS b ON b.credit_code = u.credit_code AND b.call = u.call AND b.item = u.item AND b.base_id = u.base_id
    WHERE u.severity = 'block' OR u.verdict = 'fail' OR b.basis = 'own_call'
),
worded AS (
    SELECT a.*, CASE WHEN a.verdict = 'unknown' THEN 'verify' ELSE coalesce(r.kind, 'do') END AS remedy,
        CASE WHEN a.verdict = 'unknown' THEN coalesce(r.verify, a.title) ELSE coalesce(r.words, a.title || '不符') END AS template,
        CASE WHEN a.verdict = 'fail' AND r.kind = 'wait' THEN CASE
            WHEN a.op = 'clear_for_years' THEN first_day_clear(a.fact_date, CAST(a.value_num AS INTEGER))
            ELSE a.fact_date + 1 END END AS possible_from,
        CASE
            WHEN a.verdict = 'unknown' THEN '未填报'
            WHEN a.fact_text = '是' AND a.fact_date IS NOT NULL THEN '是（' || a.fact_date || '）'
            WHEN a.fact_text IS NOT NULL THEN a.fact_text
            WHEN a.fact_date IS NOT NULL THEN CAST(a.fact_date AS VARCHAR)
            ELSE quantity(a.fact_num, a.unit)
        END AS value_now,
        CASE a.op
            WHEN 'is_true' THEN '是' WHEN 'is_false' THEN '否'
            WHEN 'in' THEN replace(a.value, ';', '、')
            WHEN 'on_or_before' THEN CAST(a.value_date AS VARCHAR)
            ELSE coalesce(quantity(a.value_num, a.unit), a.value)
        END AS value_needed,
        replace(coalesce(s.value, ''), ';', '、') AS setting_words
    FROM asked AS a
    LEFT JOIN remedy AS r ON r.field = a.asked_field AND r.op = a.asked_op
    LEFT JOIN setting AS s ON s.pack = a.pack AND s.key = r.setting
)
SELECT w.credit_code, w.call, w.item, w.condition, w.condition_order, w.title, w.severity, w.is_ours,
    w.asked_field AS field, w.asked_op AS op, w.verdict, w.remedy, w.value_now, w.value_needed,
    CASE WHEN NOT w.is_gate_unknown THEN w.value END AS needed_text,
    CASE WHEN NOT w.is_gate_unknown THEN w.value_num END AS needed_num,
    CASE WHEN NOT w.is_gate_unknown THEN w.value_date END AS needed_date, w.gap, w.unit, w.possible_from,
    replace(replace(replace(replace(replace(w.template, '{gap}', coalesce(quantity(w.gap, w.unit), '')),
        '{needed}', coalesce(w.value_needed, '')), '{value}', w.value_now),
        '{date}', coalesce(CAST(w.possible_from AS VARCHAR), '')), '{setting}', w.setting_words)
        || CASE WHEN w.possible_from <= b.as_of THEN '（到数据日期已满）' ELSE '' END AS words,
    w.clause, w.quote, w.pack, w.note
FROM worded AS w CROSS JOIN build AS b
ORDER BY w.credit_code, w.call, w.item, w.condition_order, w.condition;
COMMENT ON TABLE path_step IS 'One row per condition that an enterprise does not meet for a target: block = in the set, warn = beside it';
COMMENT ON COLUMN path_step.gap IS 'How much is missing, in the condition''s unit (money: yuan); NULL where nothing can be counted';
COMMENT ON COLUMN path_step.possible_from IS 'First day on which time alone has met the condition; NULL where time alone does not';
COMMENT ON COLUMN path_step.remedy IS 'invest | add | do | wait | closed, from data/reference/remedies.toml; verify where the fact is missing';

CREATE TABLE path AS
WITH counted AS (
    SELECT credit_code, call, item, count(CASE WHEN severity = 'block' THEN 1 END) AS n_unmet,
        count(CASE WHEN severity = 'block' AND remedy = 'verify' THEN 1 END) AS n_to_verify,
        count(CASE WHEN severity = 'warn' THEN 1 END) AS n_warned,
        count(CASE WHEN severity = 'block' AND remedy = 'closed' THEN 1 END) AS n_closed,
        max(CASE WHEN severity = 'block' THEN possible_from END) AS possible_from,
        string_agg(CASE WHEN severity = 'block' AND remedy IN ('invest', 'add') THEN words END, '、'
            ORDER BY condition_order, condition) AS missing_words,
        string_agg(CASE WHEN severity = 'block' AND remedy IN ('do', 'wait', 'closed') THEN words END, '；'
            ORDER BY condition_order, condition) AS other_words,
        string_agg(CASE WHEN severity = 'block' AND remedy = 'verify' THEN words END, '、'
            ORDER BY condition_order, condition) AS verify_words
    FROM path_step GROUP BY credit_code, call, item
)
SELECT b.credit_code, b.call, b.item, b.rank, b.tier_order, b.judged_on, b.project_id, b.basis, b.is_applied,
    CASE WHEN b.held_tier IS NOT NULL THEN 'held' WHEN n.n_closed > 0 THEN 'closed'
        WHEN n.n_unmet > 0 THEN 'short' ELSE 'ready' END AS state,
    CASE WHEN b.held_tier IS NULL THEN coalesce(n.n_unmet, 0) END AS n_unmet,
    CASE WHEN b.held_tier IS NULL THEN coalesce(n.n_to_verify, 0) END AS n_to_verify,
    CASE WHEN b.held_tier IS NULL THEN coalesce(n.n_warned, 0) END AS n_warned,
    n.possible_from,
    CASE
        WHEN b.held_tier IS NOT NULL THEN '已获' || b.held_tier || '（' || b.held_since || '）'
        WHEN coalesce(n.n_unmet, 0) = 0 THEN '条件均已符合'
        ELSE concat_ws('；', '还差 ' || n.missing_words, n.other_words, '待核实：' || n.verify_words)
    END AS words
FROM base_choice AS b
LEFT JOIN counted AS n ON n.credit_code = b.credit_code AND n.call = b.call AND n.item = b.item
ORDER BY b.credit_code, b.call, b.item;
COMMENT ON TABLE path IS 'Per enterprise and target: held | ready (gate passes) | short (n_unmet conditions left) | closed (nothing helps)';
COMMENT ON COLUMN path.n_unmet IS 'Size of the smallest set of blocking conditions that has to be met, n_to_verify of them for want of a fact; NULL where held';
COMMENT ON COLUMN path.project_id IS 'The application whose facts were taken; NULL: only the enterprise''s own';

DROP TABLE unmet;
DROP TABLE base_choice;

CREATE MACRO next_steps(assume := '') AS TABLE
-- What the next step of the ladder would cost the district if it were recognised on the data date: the target's amount
-- less the highest amount already priced (entitlement_steps). rank NULL: a title, no reward. status priced | unpriced |
-- no_reward, NULL where there is no step to take; assume as in entitlement_steps.
WITH entitled AS (
    SELECT credit_code, sum(amount_yuan) AS entitled_yuan, max(CASE WHEN is_assumed THEN 1 ELSE 0 END) = 1 AS is_after_assumed
    FROM entitlements(assume) WHERE status = 'priced' AND amount_yuan > 0 GROUP BY credit_code
),
in_force AS (
    SELECT t.tier, t.amount_yuan,
        row_number() OVER (PARTITION BY t.tier ORDER BY p.valid_from DESC, p.pack) AS choice_no
    FROM tier AS t
    JOIN pack AS p ON p.pack = t.pack AND p.scope = 'district'
    JOIN build AS b ON b.as_of >= p.valid_from AND b.as_of <= coalesce(p.valid_to, DATE '9999-12-31')
),
assumed AS (
    SELECT t.tier, t.amount_yuan
    FROM tier AS t
    JOIN pack AS p ON p.pack = t.pack AND p.pack = assume
    JOIN build AS b ON b.as_of >= p.valid_from
),
price AS (
    SELECT t.tier, coalesce(f.amount_yuan, a.amount_yuan) AS tier_yuan,
        f.amount_yuan IS NULL AND a.amount_yuan IS NOT NULL AS is_assumed
    FROM (SELECT DISTINCT tier FROM tier) AS t
    LEFT JOIN in_force AS f ON f.tier = t.tier AND f.choice_no = 1
    LEFT JOIN assumed AS a ON a.tier = t.tier
)
SELECT p.*, e.enterprise, e.town, e.industry,
    CASE WHEN p.state IN ('ready', 'short') AND p.rank IS NOT NULL AND c.tier_yuan IS NOT NULL
        THEN CAST(greatest(c.tier_yuan - coalesce(d.entitled_yuan, 0), 0) AS DECIMAL(18,2)) END AS next_yuan,
    CASE WHEN p.state NOT IN ('ready', 'short') THEN NULL WHEN p.rank IS NULL THEN 'no_reward' WHEN c.tier_yuan IS NULL THEN 'unpriced' ELSE 'priced' END AS status,
    p.state IN ('ready', 'short') AND p.rank IS NOT NULL AND c.tier_yuan IS NOT NULL AND (c.is_assumed OR coalesce(d.is_after_assumed, FALSE)) AS is_assumed
FROM path AS p
JOIN enterprise AS e ON e.credit_code = p.credit_code
LEFT JOIN price AS c ON c.tier = p.item
LEFT JOIN entitled AS d ON d.credit_code = p.credit_code;
