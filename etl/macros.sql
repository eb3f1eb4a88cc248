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

CREATE TABLE ladder_rule AS
-- How the documents of the district pay recognitions: ladder_rule top_up | highest | each, and per what for highest;
-- and the days on which a document is the nearest that states a rule: from its first on, the first also before.
SELECT p.pack, r.value AS ladder_rule, coalesce(u.value, 'enterprise') AS ladder_unit,
    CASE WHEN lag(p.pack) OVER by_day IS NULL THEN DATE '0001-01-01' ELSE p.valid_from END AS near_from,
    coalesce(lead(p.valid_from) OVER by_day, DATE '9999-12-31') AS near_below
FROM pack AS p
JOIN setting AS r ON r.pack = p.pack AND r.key = 'ladder_rule'
LEFT JOIN setting AS u ON u.pack = p.pack AND u.key = 'ladder_unit'
WHERE p.scope = 'district'
WINDOW by_day AS (ORDER BY p.valid_from, p.pack);
COMMENT ON TABLE ladder_rule IS 'Per document that states one: top_up (晋档补差) | highest (就高不重复) | each (逐次), and the unit of highest';

CREATE TABLE counted_investment AS
-- The invoices of a project that a document pays a share of: those of the categories its own setting counts.
SELECT i.project_id, s.pack,
    CAST(sum(CASE WHEN contains(';' || s.value || ';', ';' || i.category || ';') THEN i.amount_yuan ELSE 0 END)
        AS DECIMAL(18,2)) AS counted_yuan
FROM setting AS s
JOIN investment AS i ON s.key = 'investment_categories' AND s.pack IN (SELECT pack FROM tier_band)
GROUP BY i.project_id, s.pack;
COMMENT ON TABLE counted_investment IS 'Invoiced investment per project as a document that pays shares counts it; a project without invoices has no row';

CREATE MACRO entitlement_steps(until, assume := '') AS TABLE
-- What every recognition brings, by the rule of the document in force on its day:
-- top_up (晋档补差, qingpu-2022 article 5 (二)): per enterprise, once per rank, the difference to the highest amount
--   already priced; a rank counts as reached whether priced or not.
-- highest (就高不重复, our reading): of everything the unit (ladder_unit: enterprise | project) is recognised for only
--   the highest amount is paid. A later one not above it brings nothing, whatever its rank; a later one above it brings
--   the difference, so the sum is always the highest amount. Without a project number the unit project is unknown.
-- each (逐次): every recognition pays in full.
-- Where no document in force states a rule (it decides only between no_step and unpriced, or under an assumption), the
-- nearest one that does: the assumed one, else the last before the day, else the first after it.
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
    SELECT r.credit_code AS for_code, r.step_no AS for_step, p.pack, t.clause,
        t.amount_yuan IS NOT NULL OR t.basis = 'share' AS is_stated,
        row_number() OVER (PARTITION BY r.credit_code, r.step_no ORDER BY p.valid_from DESC, p.pack) AS choice_no
    FROM reached AS r
    JOIN tier AS t ON t.tier = r.tier
    JOIN pack AS p ON p.pack = t.pack AND p.scope = 'district'
        AND r.award_date >= p.valid_from AND r.award_date <= coalesce(p.valid_to, DATE '9999-12-31')
),
sourced AS (
    SELECT r.*, f.pack, f.clause, coalesce(NOT f.is_stated, TRUE) AND a.pack IS NOT NULL AS is_assumed,
        CASE WHEN f.is_stated THEN f.pack ELSE a.pack END AS price_pack
    FROM reached AS r
    LEFT JOIN in_force AS f ON f.for_code = r.credit_code AND f.for_step = r.step_no AND f.choice_no = 1
    LEFT JOIN tier AS a ON a.pack = assume AND a.tier = r.tier AND (a.amount_yuan IS NOT NULL OR a.basis = 'share')
        AND r.award_date >= (SELECT valid_from FROM pack WHERE pack = assume)
),
ruled AS (
    SELECT s.*, coalesce(own.ladder_rule, assumed.ladder_rule, near.ladder_rule, 'each') AS ladder_rule,
        coalesce(own.ladder_unit, assumed.ladder_unit, near.ladder_unit) AS ladder_unit
    FROM sourced AS s
    LEFT JOIN ladder_rule AS own ON own.pack = s.pack
    LEFT JOIN ladder_rule AS assumed ON assumed.pack = s.price_pack
    LEFT JOIN ladder_rule AS near ON s.award_date >= near.near_from AND s.award_date < near.near_below
),
weighed AS (
    SELECT s.*, t.basis, t.is_ceiling, c.counted_yuan, b.share_pct, b.cap_yuan, b.floor_yuan,
        CASE WHEN s.ladder_rule = 'highest' AND s.ladder_unit = 'project' THEN coalesce(s.project_id, '') ELSE '*' END
            AS pay_unit,
        CASE
            WHEN t.is_ceiling THEN NULL
            WHEN t.basis = 'fixed' THEN t.amount_yuan
            WHEN c.counted_yuan IS NULL THEN NULL
            WHEN b.share_pct IS NULL THEN CAST(0 AS DECIMAL(18,2))
            ELSE CAST(least(
                greatest(CAST(c.counted_yuan * b.share_pct * 0.01 AS DECIMAL(18,2)), coalesce(b.floor_yuan, 0)),
                coalesce(b.cap_yuan, 9999999999999)) AS DECIMAL(18,2))
        END AS tier_yuan
    FROM ruled AS s
    LEFT JOIN tier AS t ON t.pack = s.price_pack AND t.tier = s.tier
    LEFT JOIN counted_investment AS c ON c.project_id = s.project_id AND c.pack = s.price_pack
    LEFT JOIN tier_band AS b ON b.pack = s.price_pack AND b.tier = s.tier AND c.counted_yuan >= b.from_yuan
        AND (b.below_yuan IS NULL OR c.counted_yuan < b.below_yuan)
),
counting AS (
    -- Who counts for what comes after: under top_up a new rank, under the others whatever has an amount and a unit.
    SELECT *, rank IS NOT NULL AND CASE ladder_rule WHEN 'top_up' THEN rank > coalesce(reached_rank, 0) ELSE pay_unit <> '' END
        AS is_counted
    FROM weighed
),
after AS (
    SELECT *,
        CASE WHEN pay_unit = '*' THEN max(CASE WHEN is_counted THEN tier_yuan END) OVER of_enterprise
            ELSE max(CASE WHEN is_counted THEN tier_yuan END) OVER of_unit END AS priced_before_yuan,
        CASE WHEN pay_unit = '*' THEN max(CASE WHEN is_counted AND is_assumed THEN 1 ELSE 0 END) OVER of_enterprise
            ELSE max(CASE WHEN is_counted AND is_assumed THEN 1 ELSE 0 END) OVER of_unit END = 1 AS is_after_assumed
    FROM counting
    WINDOW of_enterprise AS (
            PARTITION BY credit_code ORDER BY step_no ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
        of_unit AS (
            PARTITION BY credit_code, project_id ORDER BY step_no ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
priced AS (
    SELECT *, is_counted AND (
        ladder_rule <> 'highest' OR tier_yuan IS NULL OR priced_before_yuan IS NULL OR tier_yuan > priced_before_yuan
    ) AS is_step
    FROM after
)
SELECT credit_code, enterprise, award_date, step_no, tier, rank,
    CASE
        WHEN rank IS NULL OR pay_unit = '' OR (is_step AND tier_yuan IS NULL) THEN NULL
        WHEN NOT is_step THEN CAST(0 AS DECIMAL(18,2))
        WHEN ladder_rule = 'each' THEN tier_yuan
        ELSE CAST(greatest(tier_yuan - coalesce(priced_before_yuan, 0), 0) AS DECIMAL(18,2))
    END AS amount_yuan,
    CASE
        WHEN rank IS NULL OR pay_unit = '' THEN 'unpriced'
        WHEN NOT is_step THEN 'no_step'
        WHEN tier_yuan IS NULL THEN 'unpriced'
        ELSE 'priced'
    END AS status,
    CASE
        WHEN rank IS NULL THEN '称号不在奖励台阶内'
        WHEN pay_unit = '' THEN '认定未写项目编号，无法判断是否同一项目'
        WHEN NOT is_step AND ladder_rule = 'highest' THEN '就高不重复，已有不低于本项的奖励'
        WHEN NOT is_step THEN '同档或更高档已认定，不再晋档'
        WHEN price_pack IS NULL AND pack IS NULL THEN '认定日期没有生效的奖励文件'
        WHEN price_pack IS NULL THEN '生效文件的金额未知'
        WHEN is_ceiling THEN '文件只定上限，金额以批复为准'
        WHEN tier_yuan IS NULL AND project_id IS NULL THEN '认定未写项目编号，投资额未知'
        WHEN tier_yuan IS NULL THEN '项目没有入库的发票，投资额未知'
        WHEN is_assumed THEN '按 ' || assume || ' 的金额推定'
        WHEN ladder_rule = 'each' THEN '逐次认定，全额'
        WHEN is_after_assumed THEN CASE ladder_rule WHEN 'top_up' THEN '晋档补差' ELSE '就高补差' END || '，扣减含推定'
        WHEN priced_before_yuan IS NULL THEN CASE ladder_rule WHEN 'top_up' THEN '首次晋档，全额' ELSE '首次奖励，全额' END
        ELSE CASE ladder_rule WHEN 'top_up' THEN '晋档补差' ELSE '就高补差' END
    END || CASE
        WHEN tier_yuan IS NULL OR basis = 'fixed' OR rank IS NULL OR NOT is_step THEN ''
        WHEN share_pct IS NULL THEN '（计入投资 ' || counted_yuan || ' 元，未到起奖线）'
        ELSE '（计入投资 ' || counted_yuan || ' 元的 ' || rtrim(rtrim(CAST(share_pct AS VARCHAR), '0'), '.') || '%'
            || CASE WHEN tier_yuan = cap_yuan THEN '，封顶' WHEN tier_yuan = floor_yuan THEN '，保底' ELSE '' END || '）'
    END AS reason,
    is_step AND (is_assumed OR (ladder_rule <> 'each' AND coalesce(is_after_assumed, FALSE))) AS is_assumed,
    pack, clause, project_id, sheet_id, "row", ladder_rule, pay_unit, tier_yuan
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
