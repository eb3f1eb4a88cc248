-- A text beyond the limit of its field; limits and clauses are the call's own (conditions max_field_chars, max_safeguard_chars).
WITH allowed AS (
    SELECT call, item, field, min(value_num) AS n_most, min(clause) AS clause FROM condition
    WHERE field IN ('max_field_chars', 'max_safeguard_chars') AND op = '<=' GROUP BY call, item, field
)
SELECT count(*) AS n_checked
FROM instance AS i JOIN project AS p ON p.project_id = i.project_id
WHERE EXISTS (SELECT 1 FROM allowed AS a WHERE a.call = p.call AND a.item = p.applied_tier);
WITH allowed AS (
    SELECT call, item, field AS limit_field, min(value_num) AS n_most, min(clause) AS clause FROM condition
    WHERE field IN ('max_field_chars', 'max_safeguard_chars') AND op = '<=' GROUP BY call, item, field
),
written AS (
    SELECT sheet_id, "row", project_id, 'description' AS field, '场景实例描述' AS heading, description AS words, 'max_field_chars' AS limit_field FROM instance
    UNION ALL SELECT sheet_id, "row", project_id, 'pain_point', '解决的痛点', pain_point, 'max_field_chars' FROM instance
    UNION ALL SELECT sheet_id, "row", project_id, 'solution', '技术方案', solution, 'max_field_chars' FROM instance
    UNION ALL SELECT sheet_id, "row", project_id, 'effects', '已实施成效', effects, 'max_field_chars' FROM instance
    UNION ALL SELECT sheet_id, "row", project_id, 'safeguards', '保障要素', safeguards, 'max_safeguard_chars' FROM instance
)
SELECT w.sheet_id, w."row", w.field, w.words AS raw,
    '「' || w.heading || '」有 ' || length(w.words) || ' 字，超过 ' || CAST(a.n_most AS INTEGER) || ' 字（' || a.clause || '）' AS message
FROM written AS w
JOIN project AS p ON p.project_id = w.project_id
JOIN allowed AS a ON a.call = p.call AND a.item = p.applied_tier AND a.limit_field = w.limit_field
WHERE length(w.words) > a.n_most
ORDER BY w.sheet_id, w."row", w.field
