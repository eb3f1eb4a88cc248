-- The level beside a tier is not the one that the documents give it.
SELECT count(*) AS n_checked FROM award WHERE level IS NOT NULL;
WITH known AS (
    SELECT tier, level FROM tier WHERE level IS NOT NULL UNION SELECT tier, level FROM title WHERE level IS NOT NULL
)
SELECT a.sheet_id, a."row", 'level' AS field, a.level AS raw,
    '「' || a.tier || '」填为' || a.level || '，文件中是' || string_agg(k.level, '、' ORDER BY k.level) AS message
FROM award AS a
JOIN known AS k ON k.tier = a.tier
GROUP BY a.sheet_id, a."row", a.level, a.tier
HAVING count(CASE WHEN k.level = a.level THEN 1 END) = 0 AND a.level IS NOT NULL
ORDER BY a.sheet_id, a."row"
