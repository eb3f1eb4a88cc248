-- Annual figures of a year that is not over on the data date.
SELECT count(*) AS n_checked FROM finance;
SELECT f.sheet_id, f."row", 'year' AS field, CAST(f.year AS VARCHAR) AS raw,
    f.year || ' 年在数据日期 ' || b.as_of || ' 还没有结束，不应有全年数' AS message
FROM finance AS f CROSS JOIN build AS b
WHERE make_date(f.year, 12, 31) > b.as_of
ORDER BY f.sheet_id, f."row"
