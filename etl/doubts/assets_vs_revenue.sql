-- Assets and revenue of one year some hundred times apart: one of the two columns is in another unit.
SELECT count(*) AS n_checked FROM finance WHERE revenue_yuan > 0 AND assets_yuan > 0;
WITH firm AS (
    -- Said where the firm's years agree with each other; a single odd year is finance_unit_jump's.
    SELECT credit_code, median(CAST(assets_yuan AS DOUBLE) / CAST(revenue_yuan AS DOUBLE)) AS times, max(year) AS last_year
    FROM finance WHERE revenue_yuan > 0 AND assets_yuan > 0 GROUP BY credit_code
)
SELECT f.sheet_id, f."row", 'assets_yuan' AS field, CAST(f.assets_yuan AS VARCHAR) AS raw,
    '「' || f.enterprise || '」' || f.year || ' 年资产总额 ' || wan(f.assets_yuan) || '，主营业务收入 ' || wan(f.revenue_yuan)
        || '，相差几百倍以上，像是其中一列单位写错' AS message
FROM firm AS m
JOIN finance AS f ON f.credit_code = m.credit_code AND f.year = m.last_year
WHERE m.times >= guard_value('unit_error_times') OR m.times <= 1.0 / guard_value('unit_error_times')
ORDER BY f.sheet_id, f."row"
