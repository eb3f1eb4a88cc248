-- An accident's date beside 否 (within three years of the data date: the sheet's own question).
SELECT count(*) AS n_checked FROM enterprise WHERE accident_date IS NOT NULL;
SELECT e.sheet_id, e."row", 'has_accident' AS field, '否' AS raw,
    '「' || e.enterprise || '」近三年重大事故填「否」，事故日期却是 ' || e.accident_date AS message
FROM enterprise AS e CROSS JOIN build AS b
WHERE NOT e.has_accident AND e.accident_date > b.as_of - INTERVAL 3 YEAR
ORDER BY e.sheet_id, e."row"
