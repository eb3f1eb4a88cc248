-- Figures of a year before the enterprise was founded.
SELECT count(*) AS n_checked
FROM finance AS f JOIN enterprise AS e ON e.credit_code = f.credit_code AND e.founded_date IS NOT NULL;
SELECT f.sheet_id, f."row", 'year' AS field, CAST(f.year AS VARCHAR) AS raw,
    '「' || f.enterprise || '」' || e.founded_date || ' 才成立，却有 ' || f.year || ' 年的经营情况' AS message
FROM finance AS f
JOIN enterprise AS e ON e.credit_code = f.credit_code
WHERE f.year < year(e.founded_date)
ORDER BY f.sheet_id, f."row"
