-- A profit or a loss larger than the year's whole revenue.
SELECT count(*) AS n_checked FROM finance WHERE profit_margin_pct IS NOT NULL;
SELECT sheet_id, "row", 'profit_margin_pct' AS field, CAST(profit_margin_pct AS VARCHAR) AS raw,
    '「' || enterprise || '」' || year || ' 年利润率 ' || profit_margin_pct || '%，'
        || CASE WHEN profit_margin_pct > 0 THEN '利润' ELSE '亏损' END || '比主营业务收入还大' AS message
FROM finance
WHERE abs(profit_margin_pct) > 100
ORDER BY sheet_id, "row"
