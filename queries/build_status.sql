-- The snapshot itself.
-- zh: 数据版本
-- grain: one row
SELECT b.build, b.as_of, d.district, d.city, d.authority, d.unit AS recommending_unit, d.applicant_kind, d.needs_two,
    (SELECT coalesce(bool_or(is_invented), FALSE) FROM source_sheet) AS is_invented,
    (SELECT count(*) FROM source_file WHERE status = 'loaded') AS n_files,
    (SELECT count(*) FROM source_file WHERE status = 'refused') AS n_refused,
    (SELECT CAST(coalesce(sum(n_read), 0) AS BIGINT) FROM source_sheet) AS n_read,
    (SELECT CAST(coalesce(sum(n_accepted), 0) AS BIGINT) FROM source_sheet) AS n_accepted,
    (SELECT CAST(coalesce(sum(n_quarantined), 0) AS BIGINT) FROM source_sheet) AS n_quarantined,
    (SELECT CAST(coalesce(sum(n_skipped), 0) AS BIGINT) FROM source_sheet) AS n_skipped,
    (SELECT count(*) FROM finding WHERE severity = 'error') AS n_errors,
    (SELECT count(*) FROM finding WHERE severity = 'warning') AS n_warnings
FROM build AS b CROSS JOIN district AS d
