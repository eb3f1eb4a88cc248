-- Revenue or assets some hundred times off the firm's other years: a year in 元 among years in 万元 (ten thousand times) or in
-- 千元. Against the median of three or more years the wrong one stands out; of two years the later is said.
SELECT count(*) AS n_checked FROM finance WHERE revenue_yuan > 0 OR assets_yuan > 0;
WITH figure AS (
    SELECT enterprise, credit_code, year, 'revenue_yuan' AS field, '主营业务收入' AS word, CAST(revenue_yuan AS DOUBLE) AS yuan, sheet_id, "row"
    FROM finance WHERE revenue_yuan > 0
    UNION ALL
    SELECT enterprise, credit_code, year, 'assets_yuan', '资产总额', CAST(assets_yuan AS DOUBLE), sheet_id, "row"
    FROM finance WHERE assets_yuan > 0
),
beside AS (
    SELECT *, CASE WHEN count(*) OVER firm > 2 THEN median(yuan) OVER firm
        ELSE lag(yuan) OVER (PARTITION BY credit_code, field ORDER BY year) END AS usual_yuan
    FROM figure
    WINDOW firm AS (PARTITION BY credit_code, field)
)
SELECT sheet_id, "row", field, CAST(CAST(yuan AS DECIMAL(18,2)) AS VARCHAR) AS raw,
    '「' || enterprise || '」' || year || ' 年' || word || ' ' || wan(yuan) || '，是其他年度（约 ' || wan(round(usual_yuan, 2)) || '）的 '
        || CASE WHEN yuan > usual_yuan THEN round(yuan / usual_yuan) || ' 倍' ELSE '1/' || round(usual_yuan / yuan) END
        || '，像是金额单位写错' AS message
FROM beside
WHERE yuan >= usual_yuan * guard_value('unit_error_times') OR yuan <= usual_yuan / guard_value('unit_error_times')
ORDER BY sheet_id, "row", field
