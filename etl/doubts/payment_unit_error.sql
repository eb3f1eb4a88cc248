-- A payment some hundred times off what is usually paid for the item.
WITH counted AS (SELECT item, count(*) AS n FROM payment WHERE paid_yuan > 0 GROUP BY item)
SELECT coalesce(sum(n), 0) AS n_checked FROM counted WHERE n >= 3;
WITH beside AS (
    SELECT *, median(CAST(paid_yuan AS DOUBLE)) OVER same AS usual_yuan, count(*) OVER same AS n
    FROM payment WHERE paid_yuan > 0
    WINDOW same AS (PARTITION BY item)
)
SELECT sheet_id, "row", 'paid_yuan' AS field, CAST(paid_yuan AS VARCHAR) AS raw,
    '「' || payee || '」的 ' || item || ' 拨付 ' || wan(paid_yuan) || '，这一事项一般为 ' || wan(round(usual_yuan, 2)) || '，像是金额单位写错' AS message
FROM beside
WHERE n >= 3 AND (paid_yuan >= usual_yuan * guard_value('unit_error_times') OR paid_yuan <= usual_yuan / guard_value('unit_error_times'))
ORDER BY sheet_id, "row"
