-- Words that stand where the text should be (测试, xxx, 同上, 略 …).
SELECT count(*) AS n_checked FROM (SELECT sheet_id FROM project UNION ALL SELECT sheet_id FROM instance UNION ALL SELECT sheet_id FROM investment) AS looked_at;
WITH written AS (
    SELECT sheet_id, "row", 'project' AS field, project AS words FROM project
    UNION ALL SELECT sheet_id, "row", 'address', address FROM project
    UNION ALL SELECT sheet_id, "row", 'instance', instance FROM instance
    UNION ALL SELECT sheet_id, "row", 'description', description FROM instance
    UNION ALL SELECT sheet_id, "row", 'pain_point', pain_point FROM instance
    UNION ALL SELECT sheet_id, "row", 'solution', solution FROM instance
    UNION ALL SELECT sheet_id, "row", 'effects', effects FROM instance
    UNION ALL SELECT sheet_id, "row", 'item', item FROM investment
),
-- A word is judged once, however often it stands: folding a million lines took 9 s. By its any_value, because a filter
-- on the words themselves is pushed below GROUP BY, DISTINCT and MATERIALIZED, back to every line (duckdb 2.0).
placeholder AS (
    SELECT words FROM written WHERE length(words) <= 12 GROUP BY words
    HAVING regexp_full_match(folded(any_value(words)), '(测试|试填|test|demo|x{2,}|×+|\*+|同上|同前|略|从略|见上|待定|待填|待补充?|待完善|[?.。…]+|-{2,}|0+|123\d*|a{2,}|某某)')
)
SELECT sheet_id, "row", field, words AS raw, '「' || words || '」是占位文字，不是内容' AS message
FROM written SEMI JOIN placeholder USING (words)
ORDER BY sheet_id, "row", field
