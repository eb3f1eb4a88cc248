-- Rules that several questions share, stored in the snapshot so that a reader of the file uses the same ones.

CREATE VIEW ladder AS
-- The ladder of the district: one row per tier, from the newest document whose text we have.
SELECT tier, rank, tier_order, level, procedure
FROM (
    SELECT t.tier, t.rank, t.tier_order, t.level, t.procedure,
           row_number() OVER (PARTITION BY t.tier ORDER BY p.is_text_available DESC, p.valid_from DESC) AS choice_no
    FROM tier AS t
    JOIN pack AS p ON p.pack = t.pack
    WHERE p.scope = 'district'
) AS chosen
WHERE choice_no = 1;
COMMENT ON VIEW ladder IS 'Tiers with money or the prospect of it, rank 1 lowest';

CREATE VIEW tier_catalogue AS
-- Every tier of the ladder and every title of the calls, in the order in which they are shown.
SELECT tier, rank, tier_order, level FROM ladder
UNION ALL
SELECT DISTINCT tier, NULL AS rank, 100 + dense_rank() OVER (ORDER BY tier) AS tier_order, level
FROM title;
COMMENT ON VIEW tier_catalogue IS 'Ladder tiers, then titles (rank NULL)';

CREATE MACRO entitlement_steps(until, assume := '') AS TABLE
-- 晋档补差 (qingpu-2022 article 5 (二)): per enterprise, once per rank, the difference to the highest rank already priced.
-- assume: '' or the pack whose amounts price what no document in force prices from its first day on; every row it
-- touches says so.
WITH placed AS (
    SELECT a.credit_code, a.enterprise, a.project_id, a.tier, a.award_date, a.sheet_id, a."row", l.rank, l.tier_order
    FROM award AS a
    LEFT JOIN ladder AS l ON l.tier = a.tier
    WHERE a.award_date <= until
),
ordered AS (
    SELECT *,
        row_number() OVER (
            PARTITION BY credit_code ORDER BY award_date, rank, tier_order, project_id, sheet_id, "row"
        ) AS step_no
    FROM placed
),
reached AS (
    SELECT *,
        max(rank) OVER (
            PARTITION BY credit_code ORDER BY step_no ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS reached_rank
    FROM ordered
),
in_force AS (
    SELECT r.credit_code AS for_code, r.step_no AS for_step, p.pack, t.amount_yuan AS tier_yuan, t.clause,
        row_number() OVER (PARTITION BY r.credit_code, r.step_no ORDER BY p.valid_from DESC, p.pack) AS choice_no
    FROM reached AS r
    JOIN tier AS t ON t.tier = r.tier
    JOIN pack AS p ON p.pack = t.pack AND p.scope = 'district'
        AND r.award_date >= p.valid_from AND r.award_date <= coalesce(p.valid_to, DATE '9999-12-31')
),
weighed AS (
    SELECT r.*, f.pack, f.clause, coalesce(f.tier_yuan, a.amount_yuan) AS tier_yuan,
        f.tier_yuan IS NULL AND a.amount_yuan IS NOT NULL AS is_assumed, r.rank > coalesce(r.reached_rank, 0) AS is_step
    FROM reached AS r
    LEFT JOIN in_force AS f ON f.for_code = r.credit_code AND f.for_step = r.step_no AND f.choice_no = 1
    LEFT JOIN tier AS a ON a.pack = assume AND a.tier = r.tier
        AND r.award_date >= (SELECT valid_from FROM pack WHERE pack = assume)
),
priced AS (
    SELECT *,
        max(CASE WHEN is_step THEN tier_yuan END) OVER (
            PARTITION BY credit_code ORDER BY step_no ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS priced_before_yuan,
        max(CASE WHEN is_step AND is_assumed THEN 1 ELSE 0 END) OVER (
            PARTITION BY credit_code ORDER BY step_no ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) = 1 AS is_after_assumed
    FROM weighed
)
SELECT credit_code, enterprise, award_date, step_no, tier, rank,
    CASE
        WHEN rank IS NULL OR (is_step AND tier_yuan IS NULL) THEN NULL
        WHEN NOT is_step THEN CAST(0 AS DECIMAL(18,2))
        ELSE CAST(greatest(tier_yuan - coalesce(priced_before_yuan, 0), 0) AS DECIMAL(18,2))
    END AS amount_yuan,
    CASE
        WHEN rank IS NULL THEN 'unpriced'
        WHEN NOT is_step THEN 'no_step'
        WHEN tier_yuan IS NULL THEN 'unpriced'
        ELSE 'priced'
    END AS status,
    CASE
        WHEN rank IS NULL THEN '称号不在奖励台阶内'
        WHEN NOT is_step THEN '同档或更高档已认定，不再晋档'
        WHEN is_assumed THEN '按 ' || assume || ' 的金额推定'
        WHEN pack IS NULL THEN '认定日期没有生效的奖励文件'
        WHEN tier_yuan IS NULL THEN '生效文件的金额未知'
        WHEN is_after_assumed THEN '晋档补差，扣减含推定'
        WHEN priced_before_yuan IS NULL THEN '首次晋档，全额'
        ELSE '晋档补差'
    END AS reason,
    is_step AND (is_assumed OR coalesce(is_after_assumed, FALSE)) AS is_assumed, pack, clause, project_id, sheet_id, "row"
FROM priced;

CREATE MACRO quotas_on(until) AS TABLE
-- The quotas as of a date. What counts for the lift (shanghai-2023-643 二（四）): recognitions at district level or above
-- up to that date, counted by the pack's setting (award | project | enterprise); strictly more than lift_above lifts.
WITH recognised AS (
    SELECT count(*) AS n_awards, count(DISTINCT credit_code) AS n_enterprises,
        count(DISTINCT coalesce(project_id, credit_code || tier)) AS n_projects
    FROM award WHERE award_date <= until
),
counted AS (
    SELECT q.*, CASE q.recognised_unit WHEN 'enterprise' THEN r.n_enterprises WHEN 'project' THEN r.n_projects
        ELSE r.n_awards END AS n_recognised
    FROM quota AS q CROSS JOIN recognised AS r
)
SELECT *, coalesce(n_recognised > lift_above, FALSE) AS is_lifted,
    CASE WHEN n_recognised > lift_above THEN coalesce(lifted_limit, "limit") ELSE "limit" END AS limit_now
FROM counted;

CREATE VIEW in_scope_project AS
SELECT p.*, coalesce(e.industry, '未填报') AS industry, CAST(year(p.applied_date) AS VARCHAR) AS applied_year
FROM project AS p
LEFT JOIN enterprise AS e ON e.credit_code = p.credit_code;
COMMENT ON VIEW in_scope_project IS 'Applications with the applicant''s industry and the year of application (NULL: not reported)';

CREATE VIEW in_scope_award AS
SELECT a.*, coalesce(e.town, '未填报') AS town, coalesce(e.industry, '未填报') AS industry,
       CAST(year(a.award_date) AS VARCHAR) AS award_year
FROM award AS a
LEFT JOIN enterprise AS e ON e.credit_code = a.credit_code;
COMMENT ON VIEW in_scope_award IS 'Recognitions with the enterprise''s town and industry';

CREATE VIEW in_scope_payment AS
SELECT p.*, coalesce(e.town, '未填报') AS town, coalesce(e.industry, '未填报') AS industry,
       CAST(p.year AS VARCHAR) AS budget_year
FROM payment AS p
LEFT JOIN enterprise AS e ON e.credit_code = p.credit_code;
COMMENT ON VIEW in_scope_payment IS 'Payments with the enterprise''s town and industry';

CREATE MACRO matches(wanted, found) AS (wanted = '' OR coalesce(found, '未填报') = wanted);

CREATE MACRO projects_within(in_year, in_call, in_town, in_industry, in_tier) AS TABLE
-- The applications that a page's filters leave; '' leaves all.
SELECT * FROM in_scope_project
WHERE matches(in_year, applied_year) AND matches(in_call, call) AND matches(in_town, town)
    AND matches(in_industry, industry) AND matches(in_tier, applied_tier);

CREATE MACRO awards_within(in_year, in_town, in_industry, in_tier) AS TABLE
SELECT * FROM in_scope_award
WHERE matches(in_year, award_year) AND matches(in_town, town) AND matches(in_industry, industry)
    AND matches(in_tier, tier);

CREATE MACRO payments_within(in_year, in_town, in_industry, in_tier) AS TABLE
SELECT * FROM in_scope_payment
WHERE matches(in_year, budget_year) AND matches(in_town, town) AND matches(in_industry, industry)
    AND matches(in_tier, item);

CREATE MACRO judgement(op, fact_text, fact_num, fact_date, needed, needed_num, needed_date, on_day) AS CASE
    -- What a condition says to a fact: pass | fail | unknown. A missing fact is never a fail or a pass.
    WHEN op = 'clear_for_years' THEN CASE
        WHEN fact_text = '否' THEN 'pass'
        WHEN fact_text IS NULL OR fact_date IS NULL OR on_day IS NULL THEN 'unknown'
        WHEN fact_date < on_day - to_years(CAST(needed_num AS INTEGER)) THEN 'pass'
        ELSE 'fail' END
    WHEN fact_text IS NULL AND fact_num IS NULL AND fact_date IS NULL THEN 'unknown'
    WHEN (op = '>=' AND fact_num >= needed_num) OR (op = '<=' AND fact_num <= needed_num)
        OR (op = '=' AND (fact_num = needed_num OR fact_text = needed))
        OR (op = '!=' AND coalesce(fact_num <> needed_num, fact_text <> needed))
        OR (op = 'is_true' AND fact_text = '是') OR (op = 'is_false' AND fact_text = '否')
        OR (op = 'in' AND contains(';' || needed || ';', ';' || fact_text || ';'))
        OR (op = 'on_or_before' AND fact_date <= needed_date)
        THEN 'pass'
    ELSE 'fail'
END;
