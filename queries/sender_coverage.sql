-- How far the columns are filled that conditions and criteria read.
-- zh: 填报完整度
-- grain: kind, heading
-- params:
--   sender = '' : one sender; '' = all
-- Accepted rows only. In the long layout of outcomes a row is a figure, so applications are counted there.
WITH asked AS (
    SELECT field AS fact FROM condition UNION SELECT applies_if FROM condition WHERE applies_if IS NOT NULL
    UNION SELECT field FROM criterion
    UNION SELECT 'outcome:' || unnest(string_split(value, ';')) FROM setting WHERE key = 'required_outcomes'
)
SELECT s.kind, f.heading, CAST(sum(f.n_rows) AS BIGINT) AS n_needed, CAST(sum(f.n_filled) AS BIGINT) AS n_filled,
    CAST(sum(f.n_rows) - sum(f.n_filled) AS BIGINT) AS n_empty,
    CASE WHEN sum(f.n_rows) > 0 THEN 100.0 * sum(f.n_filled) / sum(f.n_rows) END AS fill_pct
FROM field_fill AS f
JOIN source_sheet AS s ON s.sheet_id = f.sheet_id
JOIN file_sender AS w ON w.file = s.file
WHERE ($sender = '' OR w.sender = $sender)
    AND EXISTS (SELECT 1 FROM asked AS a WHERE contains(';' || f.facts || ';', ';' || a.fact || ';'))
GROUP BY s.kind, f.heading
ORDER BY n_empty DESC, s.kind, f.heading
