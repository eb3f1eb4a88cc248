-- Every delivered file and what became of it.
-- zh: 文件清单
-- grain: file, file_sha256
SELECT f.file, f.status AS file_status, f.reason, f.n_bytes, f.file_sha256, count(s.sheet_id) AS n_sheets,
    CAST(coalesce(sum(s.n_read), 0) AS BIGINT) AS n_read, CAST(coalesce(sum(s.n_accepted), 0) AS BIGINT) AS n_accepted,
    CAST(coalesce(sum(s.n_quarantined), 0) AS BIGINT) AS n_quarantined,
    CAST(coalesce(sum(s.n_skipped), 0) AS BIGINT) AS n_skipped
FROM source_file AS f
LEFT JOIN source_sheet AS s ON s.file = f.file AND s.file_sha256 = f.file_sha256
GROUP BY f.file, f.status, f.reason, f.n_bytes, f.file_sha256
ORDER BY f.file, f.file_sha256
