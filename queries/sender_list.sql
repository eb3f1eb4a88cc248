-- Who sent what, when, how complete, and what is still to correct.
-- zh: 报送质量
-- grain: sender
-- A file belongs to one sender (file_sender), so findings and rows add up to those of the district.
-- n_needed and n_filled count cells of columns that conditions and criteria of the packs read; n_corrected what newer
-- versions of a file no longer have of the errors and warnings that reading alone finds.
WITH asked AS (
    SELECT field AS fact FROM condition UNION SELECT applies_if FROM condition WHERE applies_if IS NOT NULL
    UNION SELECT field FROM criterion
    UNION SELECT 'outcome:' || unnest(string_split(value, ';')) FROM setting WHERE key = 'required_outcomes'
),
sheets AS (
    SELECT w.sender, s.sheet_id, s.kind, s.file, s.n_read, s.n_accepted, s.n_quarantined, s.n_skipped, k.title,
        k.kind_order
    FROM source_sheet AS s
    JOIN file_sender AS w ON w.file = s.file
    LEFT JOIN source_kind AS k ON k.kind = s.kind
),
counted AS (
    SELECT sender, CAST(count(title) AS BIGINT) AS n_sheets,
        CAST(sum(n_read) AS BIGINT) AS n_read, CAST(sum(n_accepted) AS BIGINT) AS n_accepted,
        CAST(sum(n_quarantined) AS BIGINT) AS n_quarantined, CAST(sum(n_skipped) AS BIGINT) AS n_skipped,
        string_agg(DISTINCT title, '、' ORDER BY title) AS kinds
    FROM sheets GROUP BY sender
),
filled AS (
    SELECT s.sender, CAST(sum(f.n_rows) AS BIGINT) AS n_needed, CAST(sum(f.n_filled) AS BIGINT) AS n_filled
    FROM field_fill AS f
    JOIN sheets AS s ON s.sheet_id = f.sheet_id
    WHERE EXISTS (SELECT 1 FROM asked AS a WHERE contains(';' || f.facts || ';', ';' || a.fact || ';'))
    GROUP BY s.sender
),
found AS (
    SELECT w.sender, count(CASE WHEN f.severity = 'error' THEN 1 END) AS n_errors,
        count(CASE WHEN f.severity = 'warning' THEN 1 END) AS n_warnings,
        count(CASE WHEN f.severity = 'info' THEN 1 END) AS n_infos
    FROM finding AS f JOIN file_sender AS w ON w.file = f.file
    GROUP BY w.sender
),
closed AS (
    SELECT w.sender, CAST(coalesce(sum(v.n_closed), 0) AS BIGINT) AS n_corrected
    FROM file_version AS v JOIN file_sender AS w ON w.file = v.file
    GROUP BY w.sender
),
files AS (
    SELECT w.sender, min(w.sender_kind) AS sender_kind,
        count(DISTINCT CASE WHEN f.status = 'loaded' THEN f.file END) AS n_files,
        count(DISTINCT CASE WHEN f.status = 'refused' THEN f.file END) AS n_refused,
        count(DISTINCT d.delivery_no) AS n_deliveries,
        CAST(min(d.received) AS DATE) AS first_received, CAST(max(d.received) AS DATE) AS newest_received
    FROM file_sender AS w
    JOIN source_file AS f ON f.file = w.file
    LEFT JOIN delivery AS d ON d.file_sha256 = f.file_sha256
    GROUP BY w.sender
)
SELECT f.sender, f.sender_kind, coalesce(u.n_errors, 0) AS n_errors, coalesce(u.n_warnings, 0) AS n_warnings,
    coalesce(u.n_infos, 0) AS n_infos, coalesce(o.n_corrected, 0) AS n_corrected,
    CASE WHEN l.n_needed > 0 THEN 100.0 * l.n_filled / l.n_needed END AS fill_pct,
    (SELECT string_agg(k.title, '、' ORDER BY k.kind_order) FROM source_kind AS k
        WHERE k.kept_by = CASE WHEN f.sender_kind = 'district' THEN 'district'
                WHEN f.sender_kind IN ('town', 'enterprise') THEN 'sender' END
            AND NOT EXISTS (SELECT 1 FROM sheets AS s WHERE s.sender = f.sender AND s.kind = k.kind)) AS missing_kinds,
    f.n_files, coalesce(c.n_sheets, 0) AS n_sheets, f.n_deliveries, f.first_received, f.newest_received, c.kinds,
    coalesce(l.n_needed, 0) AS n_needed, coalesce(l.n_filled, 0) AS n_filled, f.n_refused, coalesce(c.n_read, 0) AS n_read,
    coalesce(c.n_accepted, 0) AS n_accepted, coalesce(c.n_quarantined, 0) AS n_quarantined,
    coalesce(c.n_skipped, 0) AS n_skipped
FROM files AS f
LEFT JOIN counted AS c ON c.sender = f.sender
LEFT JOIN filled AS l ON l.sender = f.sender
LEFT JOIN found AS u ON u.sender = f.sender
LEFT JOIN closed AS o ON o.sender = f.sender
ORDER BY n_errors DESC, n_warnings DESC, f.sender
