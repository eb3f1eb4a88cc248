-- A priced step that nobody paid after so many days (guards.toml); 免申即享 tiers sooner, for nobody has to apply for them.
-- Silent where no document prices the step, where the enterprise got as much under another item, and where money was taken back.
SELECT count(*) AS n_checked FROM entitlement WHERE status = 'priced' AND amount_yuan > 0;
WITH step AS (
    SELECT e.credit_code, e.enterprise, e.tier, e.award_date, e.amount_yuan, e.sheet_id, e."row",
        date_diff('day', e.award_date, b.as_of) AS n_days, coalesce(t.procedure = 'auto', FALSE) AS is_auto
    FROM entitlement AS e
    CROSS JOIN build AS b
    LEFT JOIN tier AS t ON t.pack = e.pack AND t.tier = e.tier
    WHERE e.status = 'priced' AND e.amount_yuan > 0
),
paid AS (
    SELECT firm_code, item, sum(paid_yuan) AS paid_yuan, min(paid_yuan) AS least_yuan FROM firm_payment GROUP BY firm_code, item
),
so_far AS (
    SELECT s.*, g.value AS n_days_allowed, coalesce(p.paid_yuan, 0) AS paid_yuan, coalesce(p.least_yuan, 0) AS least_yuan,
        sum(s.amount_yuan) OVER (PARTITION BY s.credit_code) AS owed_yuan,
        sum(coalesce(p.paid_yuan, 0)) OVER (PARTITION BY s.credit_code) AS received_yuan
    FROM step AS s
    JOIN guard AS g ON g.guard = CASE WHEN s.is_auto THEN 'unpaid_days_auto' ELSE 'unpaid_days_other' END
    LEFT JOIN paid AS p ON p.firm_code = s.credit_code AND p.item = s.tier
)
SELECT s.sheet_id, s."row", c.letter, s.tier AS raw,
    CASE WHEN s.is_auto THEN '免申即享未兑现：' ELSE '' END || '「' || s.enterprise || '」的 ' || s.tier || ' 认定已 ' || s.n_days
        || ' 天（超过 ' || s.n_days_allowed || ' 天即提示，本区口径），应奖 ' || round(CAST(s.amount_yuan AS DOUBLE) / 10000, 2) || ' 万元，'
        || CASE WHEN s.paid_yuan > 0 THEN '只拨付了 ' || round(CAST(s.paid_yuan AS DOUBLE) / 10000, 2) || ' 万元' ELSE '没有拨付记录' END AS message,
    CASE WHEN s.is_auto THEN '无需企业申请，请尽快拨付' ELSE '请核对审议和拨付进度' END || '；已拨付的请补录拨付记录' AS action
FROM so_far AS s
LEFT JOIN source_column AS c ON c.sheet_id = s.sheet_id AND c.field = 'tier'
WHERE s.paid_yuan < s.amount_yuan AND s.received_yuan < s.owed_yuan AND s.least_yuan >= 0
    AND s.n_days > s.n_days_allowed
ORDER BY s.sheet_id, s."row"
