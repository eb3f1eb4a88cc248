-- The same item paid to the same enterprise a second time with the same amount, no recovery in between.
SELECT count(*) AS n_checked FROM payment WHERE item IN (SELECT tier FROM ladder);
WITH numbered AS (
    SELECT *, row_number() OVER (
            PARTITION BY credit_code, item, paid_yuan ORDER BY paid_date, sheet_id, "row") AS copy_no,
        sum(paid_yuan) OVER (PARTITION BY credit_code, item) AS total_yuan
    FROM payment WHERE item IN (SELECT tier FROM ladder)
)
SELECT n.sheet_id, n."row", c.letter, CAST(n.paid_yuan AS VARCHAR) AS raw,
    '「' || n.payee || '」的 ' || n.item || ' 以相同金额 ' || round(CAST(n.paid_yuan AS DOUBLE) / 10000, 2)
        || ' 万元拨付了第 ' || n.copy_no || ' 次' AS message,
    '请核对拨付文件；确属重复的，按规定追回' AS action
FROM numbered AS n
LEFT JOIN source_column AS c ON c.sheet_id = n.sheet_id AND c.field = 'paid_yuan'
WHERE n.copy_no > 1 AND n.paid_yuan > 0 AND n.total_yuan > n.paid_yuan
ORDER BY n.sheet_id, n."row"
