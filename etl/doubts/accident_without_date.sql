-- An accident without its date: nobody can say whether it still stands in the way.
SELECT count(*) AS n_checked FROM enterprise WHERE has_accident;
SELECT sheet_id, "row", 'accident_date' AS field, CAST(NULL AS VARCHAR) AS raw,
    '「' || enterprise || '」近三年有重大事故，没有填事故日期' AS message
FROM enterprise
WHERE has_accident AND accident_date IS NULL
ORDER BY sheet_id, "row"
