-- What the documents say, entry by entry, and which rows each entry settled.

CREATE MACRO wan(yuan) AS
    rtrim(rtrim(CAST(CAST(yuan AS DECIMAL(38,2)) * 0.0001 AS VARCHAR), '0'), '.') || ' 万元';

CREATE MACRO code_words(word) AS CASE word
    -- The words of settings as people say them; a word that is none of these is one already.
    WHEN 'top_up' THEN '晋档补差' WHEN 'highest' THEN '就高不重复' WHEN 'each' THEN '逐次奖励'
    WHEN 'enterprise' THEN '按企业' WHEN 'project' THEN '按项目' WHEN 'report' THEN '按报告份数'
    WHEN 'applicant' THEN '按申报主体' WHEN 'application' THEN '按申报项目' WHEN 'instance' THEN '按场景实例'
    ELSE replace(word, ';', '、') END;

CREATE TABLE policy_entry AS
WITH band AS (
    SELECT pack, tier, string_agg(
        CASE WHEN from_yuan > 0 THEN '满 ' || wan(from_yuan) || '：' ELSE '' END || '投资的 '
            || rtrim(rtrim(CAST(share_pct AS VARCHAR), '0'), '.') || '%'
            || CASE WHEN cap_yuan IS NULL THEN '' ELSE '，最高 ' || wan(cap_yuan) END
            || CASE WHEN floor_yuan IS NULL THEN '' ELSE '，最低 ' || wan(floor_yuan) END, '；' ORDER BY from_yuan) AS figure
    FROM tier_band GROUP BY pack, tier
),
entries AS (
    SELECT t.pack, CAST(NULL AS VARCHAR) AS call, '奖励' AS entry_kind, t.tier AS entry_key, t.tier AS entry,
        '第 ' || t.rank || ' 档' AS subject,
        CASE WHEN t.is_ceiling THEN '最高 ' ELSE '' END
            || CASE WHEN t.basis = 'share' THEN b.figure ELSE coalesce(wan(t.amount_yuan), '金额未知') END AS figure,
        t.clause, t.quote, 1000 + t.tier_order AS entry_order
    FROM tier AS t LEFT JOIN band AS b ON b.pack = t.pack AND b.tier = t.tier
    UNION ALL
    SELECT pack, NULL, '奖励', item, item, CASE basis WHEN 'per_report' THEN '每份报告' ELSE '最高，按实际投入' END,
        coalesce(wan(amount_yuan), '金额未知'), clause, quote, 1500 FROM reward
    UNION ALL
    SELECT pack, call, '条件', condition || '｜' || item, title, item,
        CASE op WHEN 'is_true' THEN '须符合' WHEN 'is_false' THEN '须符合' WHEN 'clear_for_years' THEN value || ' 年内无'
            WHEN 'in' THEN '属于 ' || replace(value, ';', '、') WHEN 'on_or_before' THEN '不晚于 ' || value
            ELSE CASE op WHEN '>=' THEN '≥ ' WHEN '<=' THEN '≤ ' WHEN '!=' THEN '≠ ' ELSE '= ' END
                || CASE WHEN unit = '元' THEN wan(value_num) ELSE trim(value || ' ' || coalesce(unit, '')) END END,
        clause, quote, 2000 + condition_order FROM condition
    UNION ALL
    SELECT q.pack, q.call, '名额', q.track || '｜' || q.applicant_kind, coalesce(t.tier, q.track), q.applicant_kind,
        q."limit" || ' 个' || CASE WHEN q.lifted_limit IS NULL THEN ''
            ELSE '（累计认定超过 ' || q.lift_above || ' 个时 ' || q.lifted_limit || ' 个）' END,
        q.clause, q.quote || CASE WHEN q.lift_quote = '' THEN '' ELSE '；' || q.lift_quote END, 3000
    FROM quota AS q LEFT JOIN title AS t ON t.call = q.call AND t.track = q.track
    UNION ALL
    SELECT pack, call, '期限', who, who || '截止日期', call, CAST(date AS VARCHAR), clause, quote, 4000 FROM deadline
    UNION ALL
    SELECT pack, NULL, '流程', stage, stage, coalesce(responsible, ''),
        coalesce(workdays || ' 个工作日', '没有写时限'), clause, quote, 5000 + stage_order FROM stage
    UNION ALL
    SELECT pack, call, '材料', item, item, call, CASE WHEN is_required THEN '必交' ELSE '如有则提供' END, clause, quote,
        6000 + material_order FROM material
    UNION ALL
    SELECT c.pack, c.call, '评分', c.track || '｜' || c.criterion, c.criterion_group || '：' || c.title,
        coalesce(t.tier, c.track), rtrim(rtrim(CAST(CAST(c.weight AS DECIMAL(9,4)) AS VARCHAR), '0'), '.') || ' 分',
        c.clause, c.quote, 7000 + c.criterion_order
    FROM criterion AS c LEFT JOIN title AS t ON t.call = c.call AND t.track = c.track
    UNION ALL
    SELECT s.pack, NULL, '设定', s.key, s.meaning, '', coalesce(p.title, code_words(s.value)), s.clause, s.quote, 8000
    FROM setting AS s LEFT JOIN pack AS p ON p.pack = s.value
    UNION ALL
    SELECT DISTINCT pack, NULL, '资金科目', line || '｜' || item, line, CASE item WHEN '*' THEN '全部奖励' ELSE item END,
        year_from || '—' || year_to || ' 年', clause, quote, 8500 FROM fund_line
    UNION ALL
    SELECT pack, NULL, '条文', CAST(article_order AS VARCHAR), summary, '', '仅供查阅', clause, quote, 9000 + article_order
    FROM article
)
SELECT pack, call, entry_kind, entry_key, entry, subject, figure, clause, quote, entry_order
FROM entries
ORDER BY pack, entry_order, call, entry_key;
COMMENT ON TABLE policy_entry IS 'Every entry of every document with its figure in words; entry_key names the same rule in every document';

CREATE VIEW setting_reader AS
-- Which facts of an application a setting of its call's document goes into.
SELECT * FROM (VALUES
    ('investment_categories', 'hardsoft_yuan'), ('new_it_words', 'n_new_it'), ('supply_processes', 'n_supply_processes'),
    ('required_outcomes', 'n_required_outcomes'), ('evidence_ranks', 'evidence_rank'),
    ('finance_year_count', 'n_loss_years'), ('finance_year_count', 'n_finance_years'),
    ('apc_industries', 'has_apc_outside_raw_materials')
) AS reader(key, field);
COMMENT ON VIEW setting_reader IS 'Settings and the facts that are worked out with them';

CREATE VIEW policy_use AS
-- The rows that an entry settled: result in words, the row's own cell.
SELECT e.pack, '奖励' AS entry_kind, e.tier AS entry_key, e.credit_code, e.enterprise, e.project_id,
    CASE e.status WHEN 'priced' THEN '已核定' WHEN 'no_step' THEN '不另奖励' ELSE '标准未知' END AS result, e.reason AS detail,
    e.amount_yuan, e.award_date AS day, e.sheet_id, e."row"
FROM entitlement AS e WHERE e.pack IS NOT NULL
UNION ALL
SELECT r.pack, '奖励', r.item, p.credit_code, p.payee, NULL, '已拨付', coalesce(p.document_no, ''), p.paid_yuan, p.paid_date,
    p.sheet_id, p."row"
FROM reward AS r
JOIN pack AS k ON k.pack = r.pack
JOIN payment AS p ON p.item = r.item AND p.paid_date >= k.valid_from AND p.paid_date <= coalesce(k.valid_to, DATE '9999-12-31')
UNION ALL
SELECT v.pack, '条件', v.condition || '｜' || p.applied_tier, p.credit_code, p.enterprise, v.project_id,
    CASE v.verdict WHEN 'pass' THEN '符合' WHEN 'fail' THEN '不符合' ELSE '待核实' END, p.project, NULL, p.applied_date,
    p.sheet_id, p."row"
FROM verdict AS v JOIN project AS p ON p.project_id = v.project_id
UNION ALL
SELECT r.pack, '条件', r.condition || '｜' || r.item, r.credit_code, e.enterprise, NULL,
    CASE r.verdict WHEN 'pass' THEN '符合' WHEN 'fail' THEN '不符合' ELSE '待核实' END, r.title, NULL, CAST(NULL AS DATE),
    e.sheet_id, e."row"
FROM readiness AS r JOIN enterprise AS e ON e.credit_code = r.credit_code
UNION ALL
SELECT q.pack, '名额', q.track || '｜' || q.applicant_kind, c.credit_code, c.enterprise, c.project_id,
    CASE WHEN c.is_proposable THEN '可推荐' ELSE '不能推荐' END, '排序第 ' || c.position || ' 名', NULL, p.applied_date, p.sheet_id, p."row"
FROM quota AS q
JOIN district AS d ON d.applicant_kind = q.applicant_kind
JOIN candidate AS c ON c.call = q.call AND c.track = q.track
JOIN project AS p ON p.project_id = c.project_id
UNION ALL
SELECT d.pack, '期限', d.who, p.credit_code, p.enterprise, p.project_id,
    CASE WHEN p.applied_date IS NULL THEN '待核实' WHEN p.applied_date <= d.date THEN '按时' ELSE '逾期' END, p.project, NULL,
    p.applied_date, p.sheet_id, p."row"
FROM deadline AS d
JOIN call AS c ON c.call = d.call AND c.deadline_enterprise = d.date
JOIN project AS p ON p.call = d.call
UNION ALL
SELECT c.pack, '流程', s.stage, p.credit_code, p.enterprise, p.project_id, coalesce(s.result, '—'), coalesce(s.note, ''), NULL,
    s.start_date, s.sheet_id, s."row"
FROM stage_event AS s
JOIN project AS p ON p.project_id = s.project_id
JOIN call AS c ON c.call = p.call
WHERE EXISTS (SELECT 1 FROM stage AS t WHERE t.pack = c.pack AND t.stage = s.stage)
UNION ALL
SELECT m.pack, '材料', m.item, p.credit_code, p.enterprise, p.project_id,
    CASE WHEN p.materials IS NULL THEN '待核实'
        WHEN list_has_any(string_split(folded(p.materials), ';'), string_split(folded(m.item || ';' || coalesce(m.aliases, '')), ';'))
        THEN '已交' ELSE '未交' END, p.project, NULL, p.applied_date, p.sheet_id, p."row"
FROM material AS m JOIN project AS p ON p.call = m.call
UNION ALL
SELECT k.pack, '评分', s.track || '｜' || s.criterion, p.credit_code, p.enterprise, s.project_id,
    CASE WHEN s.is_missing THEN '缺数据' ELSE '已评分' END, '得 ' || round(s.criterion_points, 2) || ' 分', NULL, p.applied_date,
    p.sheet_id, p."row"
FROM criterion_score AS s
JOIN call AS k ON k.call = s.call
JOIN project AS p ON p.project_id = s.project_id
UNION ALL
SELECT g.pack, '设定', g.key, p.credit_code, p.enterprise, v.project_id,
    CASE v.verdict WHEN 'pass' THEN '符合' WHEN 'fail' THEN '不符合' ELSE '待核实' END, v.title, NULL, p.applied_date,
    p.sheet_id, p."row"
FROM setting AS g
JOIN setting_reader AS r ON r.key = g.key
JOIN verdict AS v ON v.pack = g.pack AND v.field = r.field
JOIN project AS p ON p.project_id = v.project_id
UNION ALL
SELECT g.pack, '设定', g.key, p.credit_code, p.enterprise, s.project_id,
    CASE WHEN s.is_missing THEN '缺数据' ELSE '已评分' END, s.title, NULL, p.applied_date,
    p.sheet_id, p."row"
FROM setting AS g
JOIN setting_reader AS r ON r.key = g.key
JOIN call AS k ON k.pack = g.pack
JOIN criterion_score AS s ON s.call = k.call AND s.field = r.field
JOIN project AS p ON p.project_id = s.project_id
UNION ALL
SELECT e.pack, '设定', g.key, e.credit_code, e.enterprise, e.project_id,
    CASE e.status WHEN 'priced' THEN '已核定' WHEN 'no_step' THEN '不另奖励' ELSE '标准未知' END, e.tier, e.amount_yuan,
    e.award_date, e.sheet_id, e."row"
FROM setting AS g
JOIN entitlement AS e ON e.pack = g.pack AND e.rank IS NOT NULL
WHERE g.key IN ('ladder_rule', 'ladder_unit')
UNION ALL
SELECT DISTINCT f.pack, '资金科目', f.line || '｜' || f.item, NULL, NULL, NULL, b.line, CAST(b.year AS VARCHAR) || ' 年预算',
    b.budget_yuan, NULL, b.sheet_id, b."row"
FROM fund_line AS f JOIN budget AS b ON b.line = f.spelling AND b.year BETWEEN f.year_from AND f.year_to;
COMMENT ON VIEW policy_use IS 'Per entry of a document the rows it settled, each with the cell it stands on';

CREATE TABLE policy_use_count AS
SELECT pack, entry_kind, entry_key, CAST(sum(n) AS BIGINT) AS n_uses,
    string_agg(result || ' ' || n, '、' ORDER BY n DESC, result) AS results
FROM (SELECT pack, entry_kind, entry_key, result, count(*) AS n FROM policy_use
    GROUP BY pack, entry_kind, entry_key, result) AS counted
GROUP BY pack, entry_kind, entry_key
ORDER BY pack, entry_kind, entry_key;
COMMENT ON TABLE policy_use_count IS 'How many rows each entry settled and with which results';

CREATE VIEW crosswalk_both AS
-- The crosswalk read in both directions: every scenario of either catalogue on the left.
SELECT '2023' AS catalogue, no_2023 AS scenario_no, relation, '2025' AS other_catalogue, no_2025 AS other_no, note
FROM crosswalk WHERE no_2023 IS NOT NULL
UNION ALL
SELECT '2025', no_2025, relation, '2023', no_2023, note FROM crosswalk WHERE no_2025 IS NOT NULL;
COMMENT ON VIEW crosswalk_both IS 'Scenario → counterpart in the other catalogue (NULL: none), both ways';

CREATE TABLE crosswalk_count AS
WITH placed AS (
    -- One row per scenario, however many counterparts it has: the closest relation counts.
    SELECT catalogue, scenario_no, min(other_catalogue) AS other_catalogue, count(other_no) AS n_others,
        min(CASE relation WHEN 'same' THEN 1 WHEN 'near' THEN 2 ELSE 3 END) AS closeness
    FROM crosswalk_both GROUP BY catalogue, scenario_no
),
delivered AS (
    SELECT catalogue, scenario_no, count(*) AS n FROM instance GROUP BY catalogue, scenario_no
),
-- The totals come from the catalogue and from the deliveries, not from the crosswalk: else nothing could be missing.
listed AS (SELECT catalogue, count(*) AS n FROM scenario GROUP BY catalogue),
total AS (SELECT catalogue, CAST(sum(n) AS BIGINT) AS n FROM delivered GROUP BY catalogue),
summed AS (
    SELECT p.catalogue, min(p.other_catalogue) AS other_catalogue,
        count(CASE WHEN p.closeness = 1 THEN 1 END) AS n_same, count(CASE WHEN p.closeness = 2 THEN 1 END) AS n_near,
        count(CASE WHEN p.closeness = 3 THEN 1 END) AS n_alone, count(CASE WHEN p.n_others > 1 THEN 1 END) AS n_several,
        CAST(coalesce(sum(CASE WHEN p.closeness < 3 THEN d.n END), 0) AS BIGINT) AS n_instances_mapped,
        CAST(coalesce(sum(CASE WHEN p.closeness = 3 THEN d.n END), 0) AS BIGINT) AS n_instances_alone
    FROM placed AS p
    LEFT JOIN delivered AS d ON d.catalogue = p.catalogue AND d.scenario_no = p.scenario_no
    GROUP BY p.catalogue
)
SELECT s.catalogue, s.other_catalogue, l.n AS n_scenarios, s.n_same, s.n_near, s.n_alone, s.n_several,
    coalesce(t.n, 0) AS n_instances, s.n_instances_mapped, s.n_instances_alone, coalesce(o.n, 0) AS n_instances_outside
FROM summed AS s
LEFT JOIN listed AS l ON l.catalogue = s.catalogue
LEFT JOIN total AS t ON t.catalogue = s.catalogue
LEFT JOIN delivered AS o ON o.catalogue = s.catalogue AND o.scenario_no IS NULL
ORDER BY s.catalogue;
COMMENT ON TABLE crosswalk_count IS 'Per direction of the crosswalk: scenarios by relation, instances with a counterpart, without, and outside the catalogue';
