-- The versions of the senders' files and what each newer one closed.
-- zh: 历次报送
-- grain: file, version_no
-- params:
--   sender = '' : one sender; '' = all
-- Counts what reading a file's own cells finds: doubts between files are known for the versions in force only.
SELECT v.file, v.version_no, w.sender, v.reply, CAST(max(d.received) AS DATE) AS newest_received, v.is_in_force,
    v.n_rows AS n_data_rows, v.n_faulty_rows, v.n_errors, v.n_warnings, v.n_infos, v.n_closed AS n_corrected, v.n_new
FROM file_version AS v
JOIN file_sender AS w ON w.file = v.file
LEFT JOIN delivery AS d ON d.file_sha256 = v.file_sha256
WHERE $sender = '' OR w.sender = $sender
GROUP BY v.file, v.version_no, w.sender, v.reply, v.is_in_force, v.n_rows, v.n_faulty_rows, v.n_errors, v.n_warnings,
    v.n_infos, v.n_closed, v.n_new
ORDER BY v.file, v.version_no
