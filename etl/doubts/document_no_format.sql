-- A document number that is not written 机关代字〔年份〕序号号 (GB/T 9704-2012, 7.2.5): it will not be found again.
SELECT count(*) AS n_checked
FROM (SELECT document_no FROM award UNION ALL SELECT document_no FROM payment) AS numbers WHERE document_no IS NOT NULL;
WITH numbered AS (
    SELECT sheet_id, "row", document_no FROM award WHERE document_no IS NOT NULL
    UNION ALL SELECT sheet_id, "row", document_no FROM payment WHERE document_no IS NOT NULL
)
SELECT sheet_id, "row", 'document_no' AS field, document_no AS raw, '文号「' || document_no || '」不是「机关代字〔年份〕序号号」的写法' AS message
FROM numbered
WHERE NOT regexp_matches(folded(document_no), '^[^0-9]+[〔\[(【]20\d\d[〕\])】]第?\d+号')
ORDER BY sheet_id, "row"
