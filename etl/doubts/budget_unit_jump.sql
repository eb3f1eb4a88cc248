-- A budget some hundred times off the other years'.
SELECT CASE WHEN count(*) >= 3 THEN count(*) ELSE 0 END AS n_checked FROM budget WHERE budget_yuan > 0;
WITH beside AS (
    SELECT *, median(CAST(budget_yuan AS DOUBLE)) OVER () AS usual_yuan, count(*) OVER () AS n FROM budget WHERE budget_yuan > 0
)
SELECT sheet_id, "row", 'budget_yuan' AS field, CAST(budget_yuan AS VARCHAR) AS raw,
    year || ' 年「' || line || '」预算 ' || wan(budget_yuan) || '，其他年度一般为 ' || wan(round(usual_yuan, 2)) || '，像是金额单位写错' AS message
FROM beside
WHERE n >= 3 AND (budget_yuan >= usual_yuan * guard_value('unit_error_times') OR budget_yuan <= usual_yuan / guard_value('unit_error_times'))
ORDER BY sheet_id, "row"
