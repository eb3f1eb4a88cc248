-- Applied for before it was in production, where the call asks for production first (its condition and clause are quoted).
WITH asked AS (
    SELECT call, item, min(clause) AS clause, min(title) AS title FROM condition
    WHERE field = 'production_date' AND op = 'on_or_before' GROUP BY call, item
)
SELECT count(*) AS n_checked
FROM project AS p JOIN asked AS a ON a.call = p.call AND a.item = p.applied_tier
WHERE p.applied_date IS NOT NULL AND p.production_date IS NOT NULL;
WITH asked AS (
    SELECT call, item, min(clause) AS clause, min(title) AS title FROM condition
    WHERE field = 'production_date' AND op = 'on_or_before' GROUP BY call, item
)
SELECT p.sheet_id, p."row", 'production_date' AS field, CAST(p.production_date AS VARCHAR) AS raw,
    '项目 ' || p.project_id || ' ' || p.applied_date || ' 申报，' || p.production_date || ' 才建成投产；本批次要求「' || a.title
        || '」（' || a.clause || '）' AS message
FROM project AS p
JOIN asked AS a ON a.call = p.call AND a.item = p.applied_tier
WHERE p.production_date > p.applied_date
ORDER BY p.sheet_id, p."row"
