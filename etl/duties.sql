-- Who has to do what, from which day until which: one row per duty, so that any day's list is a plain filter.
-- A due date comes from a document's clause or there is none; nothing here invents a limit.

CREATE VIEW responsible_unit AS
-- Whom a document means by the body it names: the longest known beginning; unit '' = the applicant's own stamping unit.
SELECT responsible, unit FROM (
    SELECT s.responsible,
        CASE WHEN a.starts_with IS NULL THEN s.responsible ELSE coalesce(a.unit, '') END AS unit,
        row_number() OVER (PARTITION BY s.responsible ORDER BY length(a.starts_with) DESC NULLS LAST, a.unit) AS choice_no
    FROM (SELECT DISTINCT responsible FROM stage) AS s
    LEFT JOIN actor AS a ON starts_with(s.responsible, a.starts_with)
) AS chosen
WHERE choice_no = 1;
COMMENT ON VIEW responsible_unit IS 'Responsible bodies of the documents as the unit of the to-do list; '''' = the stamping unit';

CREATE TABLE application AS
-- Applications with the unit that answers for them and the day on which their case was closed (NULL: still open).
WITH closing AS (
    SELECT project_id, min(CASE WHEN role = 'recognises' THEN start_date
        WHEN is_over AND next_start_date IS NULL THEN coalesce(end_date, start_date) END) AS closed_on
    FROM stage_step GROUP BY project_id
)
SELECT p.project_id, p.project, p.enterprise, p.credit_code, p.call, p.town, p.applied_tier, p.applied_date,
    coalesce(p.unit, e.unit, p.town) AS own_unit, z.closed_on, c.opens AS call_opens, c.deadline_enterprise, c.pack,
    coalesce(d.clause, c.clause) AS deadline_clause, coalesce(d.quote, c.quote) AS deadline_quote, s.responsible,
    p.sheet_id, p."row", coalesce(e.sheet_id, p.sheet_id) AS enterprise_sheet_id, coalesce(e."row", p."row") AS enterprise_row
FROM project AS p
LEFT JOIN enterprise AS e ON e.credit_code = p.credit_code
LEFT JOIN closing AS z ON z.project_id = p.project_id
LEFT JOIN call AS c ON c.call = p.call
LEFT JOIN (SELECT call, max(clause) AS clause, max(quote) AS quote FROM deadline WHERE who = '企业' GROUP BY call) AS d
    ON d.call = c.call
LEFT JOIN stage AS s ON s.pack = c.pack AND s.stage_order = 1
ORDER BY p.project_id;
COMMENT ON TABLE application IS 'Applications with their stamping unit, their call''s deadline and the day their case was closed';

CREATE TABLE duty AS
WITH at_work AS (
    -- A step that runs: with the document's period until the day after its last day, without one until it ends.
    SELECT CASE WHEN workdays IS NOT NULL THEN 'publicity' WHEN role = 'objects' THEN 'objection' ELSE 'step' END AS duty,
        project_id, start_date AS opens_on,
        CASE WHEN workdays IS NOT NULL THEN coalesce(end_date + 1, next_start_date)
            ELSE coalesce(end_date, next_start_date) END AS closes_on,
        start_date AS since_date, due_date, workdays IS NULL OR due_date IS NOT NULL AS is_computable, responsible,
        CASE WHEN workdays IS NOT NULL THEN '「' || stage || '」' || workdays || ' 个工作日，' || start_date || ' 起'
                || coalesce('，' || due_date || ' 期满；期满后登记结果、办理下一环节', '；' || calendar_gap(start_date))
            WHEN role = 'objects' THEN '「' || stage || '」尚未办结，请调查核实并登记结果'
            WHEN is_unlisted THEN '「' || stage || '」尚未办结（文件未列这一环节），请办结并登记结果'
            ELSE '「' || stage || '」尚未办结，文件未规定期限，请办结并登记结果' END
            || CASE WHEN end_date IS NULL AND note IS NOT NULL THEN '（' || note || '）' ELSE '' END AS action,
        clause, quote, pack, is_unlisted AS is_ours, is_out_of_order, sheet_id, "row"
    FROM stage_step WHERE role IS DISTINCT FROM 'ends'
),
rewarded AS (
    SELECT p.project_id, x.step_no, min(y.paid_date) AS paid_date
    FROM stage_step AS x
    JOIN project AS p ON p.project_id = x.project_id
    JOIN payment AS y ON y.credit_code = p.credit_code AND y.item = p.applied_tier AND y.paid_yuan > 0
        AND y.paid_date >= x.start_date
    WHERE x.next_stage IN (SELECT stage FROM stage_role WHERE role = 'pays')
    GROUP BY p.project_id, x.step_no
),
standing AS (
    -- A step that is done while the next one has not begun. As long as the call takes applications nobody is waited for.
    SELECT 'step' AS duty, x.project_id,
        CASE WHEN x.stage_order = 1 AND x.end_date <= c.deadline_enterprise THEN c.deadline_enterprise + 1
            WHEN x.workdays IS NULL THEN x.end_date ELSE x.end_date + 1 END AS opens_on,
        least(coalesce(x.next_start_date, w.paid_date), coalesce(w.paid_date, x.next_start_date)) AS closes_on,
        x.end_date AS since_date, NULL AS due_date, TRUE AS is_computable,
        CASE WHEN x.result_role = 'holds' THEN x.responsible ELSE x.next_responsible END AS responsible,
        '「' || x.stage || '」已于 ' || x.end_date || ' 结束' || coalesce('（' || x.result || '）', '')
            || CASE WHEN x.result_role = 'holds' THEN '，此后没有进展，请复核或办理「' || x.next_stage || '」'
                ELSE '，尚未进入「' || x.next_stage || '」' END || '；文件未规定期限' AS action,
        CASE WHEN x.result_role = 'holds' THEN x.clause ELSE x.next_clause END AS clause,
        CASE WHEN x.result_role = 'holds' THEN x.quote ELSE x.next_quote END AS quote,
        x.pack, FALSE AS is_ours, x.is_out_of_order, x.sheet_id, x."row"
    FROM stage_step AS x
    LEFT JOIN call AS c ON c.call = x.call
    LEFT JOIN rewarded AS w ON w.project_id = x.project_id AND w.step_no = x.step_no
    WHERE x.end_date IS NOT NULL AND x.next_stage IS NOT NULL
),
lacking AS (
    SELECT v.project_id, v.field IN ('assessment_date', 'maturity_level') AS is_assessment,
        string_agg(v.title, '、' ORDER BY v.condition_order) AS titles
    FROM verdict AS v WHERE v.severity = 'block' AND v.verdict = 'unknown'
    GROUP BY v.project_id, is_assessment
),
missing AS (
    -- What nobody reported yet: by the call's deadline. The self-assessment stays a duty until the case is closed.
    SELECT CASE WHEN l.is_assessment THEN 'assessment' ELSE 'evidence' END AS duty, a.project_id,
        greatest(coalesce(a.applied_date, a.call_opens), a.call_opens) AS opens_on,
        CASE WHEN l.is_assessment THEN a.closed_on
            ELSE least(a.deadline_enterprise + 1, coalesce(a.closed_on, a.deadline_enterprise + 1)) END AS closes_on,
        coalesce(a.applied_date, a.call_opens) AS since_date, a.deadline_enterprise AS due_date, TRUE AS is_computable,
        a.responsible,
        CASE WHEN l.is_assessment THEN '自评估日期或成熟度等级未填报，请企业完成自评估并补报报告'
            ELSE '补材料或核实：' || l.titles END || '；企业申报 ' || a.deadline_enterprise || ' 截止' AS action,
        a.deadline_clause AS clause, a.deadline_quote AS quote, a.pack, FALSE AS is_ours, FALSE AS is_out_of_order,
        CASE WHEN l.is_assessment THEN a.enterprise_sheet_id ELSE a.sheet_id END AS sheet_id,
        CASE WHEN l.is_assessment THEN a.enterprise_row ELSE a."row" END AS "row"
    FROM lacking AS l
    JOIN application AS a ON a.project_id = l.project_id
),
of_project AS (
    SELECT d.duty, d.project_id, d.opens_on, d.closes_on, d.since_date, d.due_date, d.is_computable, d.responsible,
        d.action || CASE WHEN d.is_out_of_order THEN '。流程日期先后有误，请先核对' ELSE '' END AS action, d.clause,
        d.quote, d.pack, d.is_ours, d.sheet_id, d."row", a.project, a.enterprise, a.credit_code, a.call, a.town, a.own_unit
    FROM (SELECT * FROM at_work UNION ALL SELECT * FROM standing UNION ALL SELECT * FROM missing) AS d
    JOIN application AS a ON a.project_id = d.project_id
),
owed AS (
    SELECT e.*, t.quote, sum(e.amount_yuan) OVER (PARTITION BY e.credit_code ORDER BY e.step_no) AS owed_so_far_yuan,
        t.procedure
    FROM entitlement AS e
    JOIN tier AS t ON t.pack = e.pack AND t.tier = e.tier
    WHERE e.status = 'priced' AND e.amount_yuan > 0
),
paid AS (
    -- Recoveries do not open a duty again: what was paid wrongly is not due a second time.
    SELECT credit_code, item, paid_date, sum(paid_yuan) OVER (PARTITION BY credit_code, item ORDER BY paid_date) AS item_yuan,
        sum(paid_yuan) OVER (PARTITION BY credit_code ORDER BY paid_date) AS all_yuan
    FROM payment WHERE paid_yuan > 0 AND item IN (SELECT tier FROM ladder)
),
settled AS (
    SELECT o.credit_code, o.step_no, min(y.paid_date) AS paid_date
    FROM owed AS o
    JOIN paid AS y ON y.credit_code = o.credit_code
        AND ((y.item = o.tier AND y.item_yuan >= o.amount_yuan) OR y.all_yuan >= o.owed_so_far_yuan)
    GROUP BY o.credit_code, o.step_no
),
unpaid AS (
    -- 免申即享: due once recognised; no document gives a limit, so the days since are counted and nothing is overdue.
    SELECT 'payment' AS duty, o.project_id, o.award_date AS opens_on, s.paid_date AS closes_on,
        o.award_date AS since_date, NULL AS due_date, TRUE AS is_computable, g.responsible,
        '「' || o.tier || '」' || o.award_date || ' 认定，免申即享，应奖 '
            || rtrim(rtrim(CAST(CAST(o.amount_yuan / 10000 AS DECIMAL(18,6)) AS VARCHAR), '0'), '.')
            || ' 万元尚未足额拨付；文件未规定拨付期限' AS action,
        o.clause, o.quote, o.pack, FALSE AS is_ours, o.sheet_id, o."row", NULL AS project,
        coalesce(n.enterprise, o.enterprise) AS enterprise, o.credit_code, NULL AS call, n.town, NULL AS own_unit
    FROM owed AS o
    LEFT JOIN settled AS s ON s.credit_code = o.credit_code AND s.step_no = o.step_no
    LEFT JOIN enterprise AS n ON n.credit_code = o.credit_code
    LEFT JOIN (SELECT s.pack, s.responsible FROM stage AS s JOIN stage_role AS r ON r.stage = s.stage AND r.role = 'pays')
        AS g ON g.pack = o.pack
    WHERE o.procedure = 'auto'
),
recommending AS (
    SELECT 'deadline' AS duty, NULL AS project_id, c.opens AS opens_on, d.date + 1 AS closes_on, c.opens AS since_date,
        d.date AS due_date, TRUE AS is_computable, NULL AS responsible,
        '向上报送推荐汇总表：' || c.title || '，推荐单位 ' || d.date || ' 截止' AS action, d.clause, d.quote, d.pack,
        FALSE AS is_ours, NULL AS sheet_id, NULL AS "row", NULL AS project, NULL AS enterprise, NULL AS credit_code,
        d.call, NULL AS town, NULL AS own_unit
    FROM deadline AS d JOIN call AS c ON c.call = d.call
    WHERE d.who = '推荐单位'
),
held AS (
    SELECT s.file, s.sheet_id, r."row", count(*) OVER (PARTITION BY s.file) AS n_rows,
        row_number() OVER (PARTITION BY s.file ORDER BY s.sheet_order, r."row") AS choice_no
    FROM source_row AS r JOIN source_sheet AS s ON s.sheet_id = r.sheet_id
    WHERE r.outcome = 'quarantined'
),
to_correct AS (
    SELECT file, sheet_id, "row", n_rows || ' 行没有读入、不计入数字，请按「数据问题」逐格更正，用原文件名重新报送' AS action
    FROM held WHERE choice_no = 1
    UNION ALL
    SELECT file, NULL, NULL, '文件没有读取：' || coalesce(reason, '原因不明') FROM source_file WHERE status = 'refused'
),
sender AS (
    SELECT file, unit FROM (
        SELECT f.file, n.unit, row_number() OVER (PARTITION BY f.file ORDER BY length(n.alias) DESC, n.unit) AS choice_no
        FROM (SELECT DISTINCT file FROM to_correct) AS f
        JOIN (SELECT alias, unit FROM unit_alias UNION SELECT unit, unit FROM unit) AS n ON contains(f.file, n.alias)
    ) AS named WHERE choice_no = 1
),
corrections AS (
    -- When a file arrived is not on record, so its faults count on the data date only.
    SELECT 'correction' AS duty, NULL AS project_id, b.as_of AS opens_on, NULL AS closes_on, NULL AS since_date,
        NULL AS due_date, TRUE AS is_computable, NULL AS responsible, t.action, NULL AS clause, NULL AS quote,
        NULL AS pack, TRUE AS is_ours, t.sheet_id, t."row", NULL AS project, NULL AS enterprise, NULL AS credit_code,
        NULL AS call, u.town, s.unit AS own_unit, t.file
    FROM to_correct AS t
    CROSS JOIN build AS b
    LEFT JOIN sender AS s ON s.file = t.file
    LEFT JOIN unit AS u ON u.unit = s.unit
),
every_one AS (
    SELECT *, NULL AS file FROM of_project
    UNION ALL BY NAME SELECT *, NULL AS file FROM unpaid
    UNION ALL BY NAME SELECT *, NULL AS file FROM recommending
    UNION ALL BY NAME SELECT * FROM corrections
)
SELECT 'T' || lpad(CAST(row_number() OVER (
        ORDER BY x.duty, x.project_id, x.credit_code, x.opens_on, x.file, x.sheet_id, x."row", x.action) AS VARCHAR),
        CAST(greatest(6, length(CAST(count(*) OVER () AS VARCHAR))) AS INTEGER), '0') AS todo,
    x.duty, x.opens_on, x.closes_on, x.since_date, CAST(x.due_date AS DATE) AS due_date, x.is_computable,
    -- Whoever the document names; where it names the applicant's side, or nobody, the stamping unit; last, the district.
    coalesce(nullif(u.unit, ''), x.own_unit, h.unit) AS unit, x.responsible, x.action, x.enterprise, x.credit_code,
    x.project_id, x.project, x.call, x.town, x.clause, x.quote, x.pack, x.is_ours, coalesce(x.file, f.file) AS file,
    f.sheet, x.sheet_id, x."row"
FROM every_one AS x
LEFT JOIN responsible_unit AS u ON u.responsible = x.responsible
CROSS JOIN (SELECT max(CASE WHEN is_authority THEN unit END) AS unit FROM actor) AS h
LEFT JOIN source_sheet AS f ON f.sheet_id = x.sheet_id
WHERE x.closes_on IS NULL OR x.closes_on > x.opens_on
ORDER BY todo;
COMMENT ON TABLE duty IS 'Who has to do what: alive from opens_on until the day before closes_on (NULL: still)';
COMMENT ON COLUMN duty.due_date IS 'From a clause; NULL where no document gives a period or where the calendar does not reach (is_computable)';

CREATE MACRO duties_on(on_day, days_ahead) AS TABLE
-- The duties of a day: overdue ones, those due within so many days, and those without a date.
SELECT d.*, date_diff('day', on_day, d.due_date) AS n_days, date_diff('day', d.since_date, on_day) AS n_days_since,
    CASE WHEN d.due_date IS NOT NULL THEN CASE WHEN d.due_date < on_day THEN '逾期' ELSE coalesce(h.state, '更晚') END
        WHEN d.is_computable THEN '无期限' ELSE '无法推算' END AS state,
    coalesce(h.horizon_order, 0) AS horizon_order
FROM duty AS d
LEFT JOIN horizon AS h ON date_diff('day', on_day, d.due_date) BETWEEN h.from_days AND h.within_days
WHERE d.opens_on <= on_day AND (d.closes_on IS NULL OR d.closes_on > on_day)
    AND (d.due_date IS NULL OR date_diff('day', on_day, d.due_date) <= days_ahead);
