-- The files of the senders: what each is taken to be whose, and by what.
-- zh: 报送的文件
-- grain: file
-- params:
--   sender = '' : one sender; '' = all
-- One row per file name, at its version in force; n_versions counts the readable versions of the name.
WITH sheets AS (
    SELECT s.file, string_agg(DISTINCT k.title, '、' ORDER BY k.title) AS kinds,
        CAST(sum(s.n_read) AS BIGINT) AS n_read, CAST(sum(s.n_accepted) AS BIGINT) AS n_accepted,
        CAST(sum(s.n_quarantined) AS BIGINT) AS n_quarantined, CAST(sum(s.n_skipped) AS BIGINT) AS n_skipped
    FROM source_sheet AS s LEFT JOIN source_kind AS k ON k.kind = s.kind
    GROUP BY s.file
),
newest AS (
    -- The fate of a name is that of its version in force; without one, that it was refused or set aside.
    SELECT file, min_by(status, CASE status WHEN 'loaded' THEN 1 WHEN 'reply' THEN 2 WHEN 'same_content' THEN 3
        WHEN 'refused' THEN 4 ELSE 5 END) AS status, count(CASE WHEN status = 'refused' THEN 1 END) AS n_refused
    FROM source_file GROUP BY file
),
came AS (
    SELECT f.file, CAST(min(d.received) AS DATE) AS first_received, CAST(max(d.received) AS DATE) AS newest_received
    FROM source_file AS f JOIN delivery AS d ON d.file_sha256 = f.file_sha256
    GROUP BY f.file
),
found AS (
    SELECT file, count(CASE WHEN severity = 'error' THEN 1 END) AS n_errors,
        count(CASE WHEN severity = 'warning' THEN 1 END) AS n_warnings,
        count(CASE WHEN severity = 'info' THEN 1 END) AS n_infos
    FROM finding GROUP BY file
)
SELECT w.file, w.sender, w.sender_basis, n.status AS file_status, s.kinds, c.first_received, c.newest_received,
    (SELECT count(*) FROM file_version AS v WHERE v.file = w.file) AS n_versions, n.n_refused,
    coalesce(s.n_read, 0) AS n_read, coalesce(s.n_accepted, 0) AS n_accepted,
    coalesce(s.n_quarantined, 0) AS n_quarantined, coalesce(s.n_skipped, 0) AS n_skipped,
    coalesce(f.n_errors, 0) AS n_errors, coalesce(f.n_warnings, 0) AS n_warnings, coalesce(f.n_infos, 0) AS n_infos
FROM file_sender AS w
JOIN newest AS n ON n.file = w.file
LEFT JOIN sheets AS s ON s.file = w.file
LEFT JOIN came AS c ON c.file = w.file
LEFT JOIN found AS f ON f.file = w.file
WHERE $sender = '' OR w.sender = $sender
ORDER BY w.file
