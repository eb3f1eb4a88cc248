-- Diagnosis money (qingpu-2022 article 5 (一)): who is entitled to what for which report, and what was paid of it.

CREATE TABLE diagnosis_claim AS
-- Every report twice: basis per_report is the provider's reward, up_to_spent the diagnosed enterprise's. With the document in
-- force on the day of the report. A provider without a code has that of its name, if the name is only one firm's.
WITH code_of_name AS (
    SELECT payee, min(credit_code) AS credit_code
    FROM (
        SELECT enterprise AS payee, credit_code FROM enterprise
        UNION ALL SELECT provider, provider_code FROM diagnosis
        UNION ALL SELECT payee, credit_code FROM payment
    ) AS every_name
    GROUP BY payee HAVING count(DISTINCT credit_code) = 1
),
claims AS (
    SELECT 'per_report' AS basis, coalesce(d.provider_code, k.credit_code, '未填报') AS credit_code, d.provider AS payee,
        d.credit_code AS diagnosed_code, d.enterprise AS diagnosed, d.report_date, d.is_accepted, d.spent_yuan, d.sheet_id, d."row"
    FROM diagnosis AS d
    LEFT JOIN code_of_name AS k ON k.payee = d.provider
    UNION ALL
    SELECT 'up_to_spent', credit_code, enterprise, credit_code, enterprise, report_date, is_accepted, spent_yuan, sheet_id, "row"
    FROM diagnosis
),
in_force AS (
    SELECT c.basis AS for_basis, c.sheet_id AS for_sheet, c."row" AS for_row, p.pack, r.amount_yuan AS stated_yuan, r.clause,
        row_number() OVER (PARTITION BY c.basis, c.sheet_id, c."row" ORDER BY p.valid_from DESC, p.pack, r.item) AS choice_no
    FROM claims AS c
    JOIN reward AS r ON r.basis = c.basis
    JOIN pack AS p ON p.pack = r.pack AND p.scope = 'district'
        AND c.report_date >= p.valid_from AND c.report_date <= coalesce(p.valid_to, DATE '9999-12-31')
)
SELECT c.*, n.item, f.pack, f.clause, f.stated_yuan
FROM claims AS c
JOIN (SELECT basis, min(item) AS item FROM reward GROUP BY basis) AS n ON n.basis = c.basis
LEFT JOIN in_force AS f ON f.for_basis = c.basis AND f.for_sheet = c.sheet_id AND f.for_row = c."row" AND f.choice_no = 1
ORDER BY c.basis, c.sheet_id, c."row";
COMMENT ON TABLE diagnosis_claim IS 'One row per diagnosis report and beneficiary, with what the document in force on its day states';

CREATE MACRO diagnosis_rewards(until, assume := '') AS TABLE
-- What the claims up to a day are worth. The document only caps the enterprise's reward (最高): its amount is the most that
-- can be granted. assume: as in entitlement_steps. status: priced | unpriced (no document says the amount) | none (nothing earned).
WITH weighed AS (
    SELECT c.*, coalesce(c.stated_yuan, a.amount_yuan) AS reward_yuan,
        c.stated_yuan IS NULL AND a.amount_yuan IS NOT NULL AS is_assumed,
        CASE WHEN c.stated_yuan IS NULL AND a.amount_yuan IS NOT NULL THEN assume ELSE c.pack END AS priced_by,
        c.is_accepted AND (c.basis = 'per_report' OR coalesce(c.spent_yuan, 0) > 0) AS is_earned
    FROM diagnosis_claim AS c
    LEFT JOIN reward AS a ON a.pack = assume AND a.basis = c.basis
        AND c.report_date >= (SELECT valid_from FROM pack WHERE pack = assume)
    WHERE c.report_date <= until
),
earlier AS (
    -- What one document already gave for the same enterprise; a document without the setting counts every report by itself.
    SELECT w.*, coalesce(u.value, 'report') = 'enterprise' AS is_by_enterprise,
        coalesce(count(*) OVER same_case, 0) AS n_before, coalesce(sum(w.spent_yuan) OVER same_case, 0) AS spent_before_yuan
    FROM weighed AS w
    LEFT JOIN setting AS u ON u.pack = w.priced_by
        AND u.key = CASE w.basis WHEN 'per_report' THEN 'diagnosis_counting_unit' ELSE 'diagnosis_cap_unit' END
    WINDOW same_case AS (
        PARTITION BY w.basis, w.credit_code, w.payee, w.diagnosed_code, w.priced_by, w.is_earned
        ORDER BY w.report_date, w.sheet_id, w."row" ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
counted AS (
    SELECT *, CASE
        WHEN basis = 'per_report' THEN CASE WHEN is_by_enterprise AND n_before > 0 THEN 0 ELSE reward_yuan END
        WHEN is_by_enterprise THEN least(reward_yuan, spent_before_yuan + spent_yuan) - least(reward_yuan, spent_before_yuan)
        ELSE least(reward_yuan, spent_yuan)
    END AS earned_yuan
    FROM earlier
)
SELECT item, basis, credit_code, payee, diagnosed_code, diagnosed, report_date, is_accepted, spent_yuan,
    CAST(CASE
        WHEN basis = 'up_to_spent' AND is_accepted AND spent_yuan IS NULL THEN NULL
        WHEN NOT is_earned THEN 0
        WHEN reward_yuan IS NOT NULL THEN earned_yuan
    END AS DECIMAL(18,2)) AS amount_yuan,
    CASE
        WHEN NOT is_earned OR (reward_yuan IS NOT NULL AND earned_yuan = 0) THEN 'none'
        WHEN reward_yuan IS NULL THEN 'unpriced'
        ELSE 'priced'
    END AS status,
    CASE
        WHEN NOT is_accepted THEN '报告不符合要求'
        WHEN basis = 'up_to_spent' AND spent_yuan IS NULL THEN '未填报实施投入'
        WHEN NOT is_earned THEN '没有实施投入'
        WHEN reward_yuan IS NULL AND pack IS NULL THEN '报告日期没有生效的奖励文件'
        WHEN reward_yuan IS NULL THEN '生效文件的金额未知'
        WHEN earned_yuan = 0 THEN CASE basis WHEN 'per_report' THEN '同一家企业已计一次' ELSE '该企业已到最高额' END
        WHEN is_assumed THEN '按 ' || assume || ' 的金额推定'
        WHEN basis = 'per_report' THEN CASE WHEN is_by_enterprise THEN '按诊断企业家数' ELSE '按符合要求的报告份数' END
        WHEN earned_yuan < spent_yuan THEN '按最高额计，以审定为准'
        ELSE '按实际投入计，以审定为准'
    END AS reason,
    is_earned AND is_assumed AND earned_yuan > 0 AS is_assumed, pack, clause, sheet_id, "row"
FROM counted;

CREATE TABLE diagnosis_life AS
-- As entitlement_life: a later report changes nothing before it, so the rewards of any day are the rows up to it.
SELECT '' AS assumed, s.* FROM diagnosis_rewards(DATE '9999-12-31') AS s
UNION ALL
SELECT assumable.assumed_pack, s.*
FROM (SELECT DISTINCT pack AS assumed_pack FROM reward) AS assumable,
    LATERAL (SELECT * FROM diagnosis_rewards(DATE '9999-12-31', assumable.assumed_pack)) AS s
ORDER BY assumed, sheet_id, "row", basis;
COMMENT ON TABLE diagnosis_life IS 'diagnosis_rewards of all reports, with nothing assumed and under each document that states rewards';

CREATE MACRO diagnosis_rewards_on(until, assume := '') AS TABLE
-- diagnosis_rewards(until, assume), read instead of worked out.
SELECT d.*EXCLUDE (assumed) FROM diagnosis_life AS d
WHERE d.assumed = coalesce((SELECT max(r.pack) FROM reward AS r WHERE r.pack = assume), '') AND d.report_date <= until;

CREATE MACRO diagnosis_ledger(until, assume := '') AS TABLE
-- Per reward and payee: entitled, paid, due, overpaid. Payments name no report. Where all reports are priced, due is entitled
-- minus paid. Else money of an unpriced report must not settle a priced one: due is then what is due at least, since no
-- payment pays a report that came after it: the most, over all days, of entitled since minus paid since.
WITH flows AS (
    SELECT item, credit_code, payee, report_date AS day, coalesce(amount_yuan, 0) AS entitled, CAST(0 AS DECIMAL(18,2)) AS paid,
        1 AS n_reports, CASE WHEN status = 'unpriced' THEN 1 ELSE 0 END AS n_unpriced, is_assumed
    FROM diagnosis_rewards_on(until, assume := assume)
    UNION ALL
    SELECT item, credit_code, payee, paid_date, 0, paid_yuan, 0, 0, FALSE
    FROM payment WHERE item IN (SELECT item FROM reward) AND paid_date <= until
),
since AS (
    SELECT *, CASE WHEN credit_code = '未填报' THEN payee ELSE '' END AS nameless,
        sum(entitled - greatest(paid, 0)) OVER (
            PARTITION BY item, credit_code, CASE WHEN credit_code = '未填报' THEN payee ELSE '' END ORDER BY day DESC
        ) AS due_since
    FROM flows
),
summed AS (
    SELECT item, credit_code, max(payee) AS payee, sum(n_reports) AS n_reports, sum(n_unpriced) AS n_unpriced,
        sum(entitled) AS entitled_yuan, sum(paid) AS paid_yuan, sum(CASE WHEN paid < 0 THEN -paid ELSE 0 END) AS recovered_yuan,
        max(due_since) AS due_since, bool_or(is_assumed) AS is_assumed
    FROM since GROUP BY item, credit_code, nameless
)
SELECT item, credit_code, payee, CAST(n_reports AS BIGINT) AS n_reports, CAST(n_unpriced AS BIGINT) AS n_unpriced,
    CAST(entitled_yuan AS DECIMAL(18,2)) AS entitled_yuan, CAST(paid_yuan AS DECIMAL(18,2)) AS paid_yuan,
    CAST(recovered_yuan AS DECIMAL(18,2)) AS recovered_yuan,
    CAST(greatest(CASE WHEN n_unpriced = 0 THEN entitled_yuan - paid_yuan ELSE due_since END, 0) AS DECIMAL(18,2)) AS due_yuan,
    CAST(CASE WHEN n_unpriced = 0 THEN greatest(paid_yuan - entitled_yuan, 0) ELSE 0 END AS DECIMAL(18,2)) AS overpaid_yuan,
    is_assumed
FROM summed;
