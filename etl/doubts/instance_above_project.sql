-- One instance cost more than the whole project, declared or invoiced, whichever is more. Their sum is not looked at: instances
-- share platforms and lines.
WITH invoiced AS (SELECT project_id, sum(amount_yuan) AS yuan FROM investment GROUP BY project_id)
SELECT count(*) AS n_checked
FROM instance AS i
JOIN project AS p ON p.project_id = i.project_id
LEFT JOIN invoiced AS v ON v.project_id = i.project_id
WHERE i.spent_yuan > 0 AND greatest(coalesce(p.declared_yuan, 0), coalesce(v.yuan, 0)) > 0;
WITH invoiced AS (SELECT project_id, sum(amount_yuan) AS yuan FROM investment GROUP BY project_id),
beside AS (
    SELECT i.*, greatest(coalesce(p.declared_yuan, 0), coalesce(v.yuan, 0)) AS total_yuan
    FROM instance AS i
    JOIN project AS p ON p.project_id = i.project_id
    LEFT JOIN invoiced AS v ON v.project_id = i.project_id
)
SELECT sheet_id, "row", 'spent_yuan' AS field, CAST(spent_yuan AS VARCHAR) AS raw,
    '场景实例「' || instance || '」投资 ' || wan(spent_yuan) || '，超过整个项目 ' || project_id || ' 的 ' || wan(total_yuan)
        || CASE WHEN spent_yuan > total_yuan * guard_value('unit_error_times') THEN '，像是金额单位写错' ELSE '' END AS message
FROM beside
WHERE total_yuan > 0 AND spent_yuan > 1.1 * total_yuan
ORDER BY sheet_id, "row"
