-- Two enterprises with the same revenue and the same assets in one year.
SELECT count(*) AS n_checked FROM finance WHERE revenue_yuan > 0 AND assets_yuan > 0;
WITH numbered AS (
    SELECT *, count(*) OVER same AS n_same, min(enterprise) OVER same AS first_name, max(enterprise) OVER same AS last_name
    FROM finance WHERE revenue_yuan > 0 AND assets_yuan > 0
    WINDOW same AS (PARTITION BY year, revenue_yuan, assets_yuan)
)
SELECT sheet_id, "row", 'revenue_yuan' AS field, CAST(revenue_yuan AS VARCHAR) AS raw,
    '「' || enterprise || '」' || year || ' 年的资产和收入与「' || CASE WHEN enterprise = first_name THEN last_name ELSE first_name END
        || '」完全相同' AS message
FROM numbered
WHERE n_same > 1
ORDER BY sheet_id, "row"
