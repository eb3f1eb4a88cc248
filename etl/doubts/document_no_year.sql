-- The year in a document number and the date beside it are more than a year apart.
WITH numbered AS (
    SELECT document_no FROM award UNION ALL SELECT document_no FROM payment
)
SELECT count(*) AS n_checked FROM numbered WHERE regexp_matches(document_no, '[〔\[(（【](20\d\d)');
WITH numbered AS (
    SELECT sheet_id, "row", document_no, award_date AS day FROM award
    UNION ALL SELECT sheet_id, "row", document_no, paid_date FROM payment
),
dated AS (
    SELECT *, TRY_CAST(nullif(regexp_extract(document_no, '[〔\[(（【](20\d\d)', 1), '') AS INTEGER) AS number_year FROM numbered
)
SELECT sheet_id, "row", 'document_no' AS field, document_no AS raw,
    '文号「' || document_no || '」是 ' || number_year || ' 年的，日期却是 ' || day AS message
FROM dated
WHERE abs(number_year - year(day)) > 1
ORDER BY sheet_id, "row"
