-- A debt ratio that cannot be (below 0) or that says the firm owes more than it has (above 100 %).
SELECT count(*) AS n_checked FROM finance WHERE debt_ratio_pct IS NOT NULL;
SELECT sheet_id, "row", 'debt_ratio_pct' AS field, CAST(debt_ratio_pct AS VARCHAR) AS raw,
    '「' || enterprise || '」' || year || ' 年资产负债率 ' || debt_ratio_pct || '%，'
        || CASE WHEN debt_ratio_pct < 0 THEN '不可能为负' ELSE '负债超过了资产' END AS message
FROM finance
WHERE debt_ratio_pct < 0 OR debt_ratio_pct > 100
ORDER BY sheet_id, "row"
