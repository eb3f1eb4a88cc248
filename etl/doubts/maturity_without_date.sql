-- A maturity level without the day of the self-assessment that gave it.
SELECT count(*) AS n_checked FROM enterprise WHERE maturity_level IS NOT NULL;
SELECT sheet_id, "row", 'assessment_date' AS field, CAST(NULL AS VARCHAR) AS raw,
    '「' || enterprise || '」填了成熟度 ' || maturity_level || ' 级，没有填自评估日期' AS message
FROM enterprise
WHERE maturity_level IS NOT NULL AND assessment_date IS NULL
ORDER BY sheet_id, "row"
