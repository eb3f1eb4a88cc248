-- The same item paid to one enterprise under its present and a former name, or under two credit codes of which one bears the
-- other's former name; nothing recovered in between. Two firms that merely have the same name today are two firms.
SELECT count(*) AS n_checked FROM payment WHERE item IN (SELECT tier FROM ladder);
WITH named AS (
    SELECT *, sum(paid_yuan) OVER same_item AS total_yuan, max(paid_yuan) OVER same_item AS most_yuan
    FROM firm_payment WHERE item IN (SELECT tier FROM ladder)
    WINDOW same_item AS (PARTITION BY firm_code, item)
),
known AS (
    SELECT n.*, first_value(n.plain) OVER earlier AS first_plain, first_value(n.payee) OVER earlier AS first_payee,
        first_value(n.credit_code) OVER earlier AS first_code
    FROM named AS n
    WHERE n.paid_yuan > 0
        AND EXISTS (SELECT 1 FROM firm_name AS k WHERE k.credit_code = n.firm_code AND k.plain = n.plain)
    WINDOW earlier AS (PARTITION BY n.firm_code, n.item ORDER BY n.paid_date, n.sheet_id, n."row")
)
SELECT k.sheet_id, k."row", c.letter, k.payee AS raw,
    '「' || k.payee || '」的 ' || k.item || ' 已用另一名称「' || k.first_payee || '」'
        || CASE WHEN k.first_code <> k.credit_code THEN '（信用代码 ' || k.first_code || '）' ELSE '' END
        || '拨付过；其中一个是曾用名，疑为同一企业' AS message,
    '请核对更名登记和拨付文件；确属重复的，按规定追回' AS action
FROM known AS k
LEFT JOIN source_column AS c ON c.sheet_id = k.sheet_id AND c.field = 'payee'
WHERE k.plain <> k.first_plain AND k.total_yuan > k.most_yuan
ORDER BY k.sheet_id, k."row"
