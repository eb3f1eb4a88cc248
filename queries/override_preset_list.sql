-- Sets of changes that the documents themselves suggest.
-- zh: 常用推演
-- grain: preset, address
-- value is written as in an override set. Amounts: the setting assumption_tier_amounts names whose amounts stand in.
WITH borrowed AS (
    SELECT '按 ' || coalesce(nullif(b.number, ''), b.title) || ' 的金额给 ' || coalesce(nullif(p.number, ''), p.title) || ' 计价' AS preset,
        'tier/' || t.pack || '/' || t.tier || '/amount_yuan' AS address,
        CAST(CAST(a.amount_yuan AS BIGINT) AS VARCHAR) AS value
    FROM setting AS s
    JOIN pack AS p ON p.pack = s.pack
    JOIN pack AS b ON b.pack = s.value
    JOIN tier AS t ON t.pack = s.pack AND t.amount_yuan IS NULL
    JOIN tier AS a ON a.pack = s.value AND a.tier = t.tier AND a.amount_yuan = CAST(a.amount_yuan AS BIGINT)
    WHERE s.key = 'assumption_tier_amounts'
),
priced AS (
    SELECT DISTINCT p.pack, p.number, p.title, p.valid_from, p.valid_to
    FROM pack AS p JOIN tier AS t ON t.pack = p.pack WHERE p.scope = 'district'
),
followed AS (
    SELECT *, lead(valid_from) OVER (ORDER BY valid_from, pack) AS next_from FROM priced
),
extended AS (
    SELECT coalesce(nullif(number, ''), title) || ' 延到后一份文件生效前' AS preset, 'pack/' || pack || '/valid_to' AS address,
        CAST(CAST(next_from - INTERVAL 1 DAY AS DATE) AS VARCHAR) AS value
    FROM followed WHERE valid_to < next_from - INTERVAL 1 DAY
),
stricter AS (
    SELECT l.title || '：提示条件改为必备' AS preset,
        'condition/' || c.pack || '/' || c.condition || '@' || c.item || CASE WHEN n.n > 1 THEN '@' || c.call ELSE '' END
            || '/severity' AS address,
        'block' AS value
    FROM condition AS c
    JOIN call AS l ON l.call = c.call
    JOIN (SELECT pack, count(*) AS n FROM call GROUP BY pack) AS n ON n.pack = c.pack
    WHERE c.severity = 'warn'
)
SELECT * FROM borrowed
UNION ALL SELECT * FROM extended
UNION ALL SELECT * FROM stricter
ORDER BY preset, address
