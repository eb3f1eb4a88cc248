-- Revenue, assets and margin all the same as the year before: last year's row was copied and not filled in.
SELECT count(*) AS n_checked FROM finance WHERE revenue_yuan > 0 AND assets_yuan > 0;
SELECT f.sheet_id, f."row", 'revenue_yuan' AS field, CAST(f.revenue_yuan AS VARCHAR) AS raw,
    '「' || f.enterprise || '」' || f.year || ' 年的资产、收入、利润率与 ' || e.year || ' 年完全相同' AS message
FROM finance AS f
JOIN finance AS e ON e.credit_code = f.credit_code AND e.year = f.year - 1 AND e.revenue_yuan = f.revenue_yuan
    AND e.assets_yuan = f.assets_yuan AND e.profit_margin_pct IS NOT DISTINCT FROM f.profit_margin_pct
WHERE f.revenue_yuan > 0 AND f.assets_yuan > 0
ORDER BY f.sheet_id, f."row"
