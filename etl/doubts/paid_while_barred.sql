-- Paid while the enterprise may not apply for district funds (article 7 of qingpu-2022): from 禁止申报至 back by the years the
-- bar lasts (setting bar_years of the newest district document that has one; without it the start is unknown and not guessed).
SELECT count(*) AS n_checked
FROM firm_payment AS p JOIN enterprise AS e ON e.credit_code = p.firm_code AND e.barred_until IS NOT NULL;
WITH bar AS (
    SELECT max(CASE WHEN choice_no = 1 THEN n_years END) AS n_years
    FROM (
        SELECT CAST(s.value AS INTEGER) AS n_years, row_number() OVER (ORDER BY p.valid_from DESC, p.pack) AS choice_no
        FROM setting AS s JOIN pack AS p ON p.pack = s.pack
        WHERE s.key = 'bar_years' AND p.scope = 'district'
    ) AS settings
)
SELECT p.sheet_id, p."row", c.letter, CAST(p.paid_date AS VARCHAR) AS raw,
    '「' || e.enterprise || '」禁止申报至 ' || e.barred_until || '，其间拨付了 ' || p.item || ' '
        || round(CAST(p.paid_yuan AS DOUBLE) / 10000, 2) || ' 万元' AS message,
    '请核对：属禁止以前审定的，请附依据；否则按规定追回' AS action
FROM firm_payment AS p
CROSS JOIN bar AS b
JOIN enterprise AS e ON e.credit_code = p.firm_code
LEFT JOIN source_column AS c ON c.sheet_id = p.sheet_id AND c.field = 'paid_date'
WHERE p.paid_yuan > 0 AND p.paid_date <= e.barred_until
    AND (b.n_years IS NULL OR p.paid_date > e.barred_until - to_years(b.n_years))
ORDER BY p.sheet_id, p."row"
