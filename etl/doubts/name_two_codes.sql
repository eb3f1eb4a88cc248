-- Two credit codes with one present name: two enterprises, or one code mistyped; they are never taken for one.
SELECT count(*) AS n_checked FROM enterprise;
WITH named AS (
    SELECT e.credit_code, e.enterprise, e.sheet_id, e."row", k.plain, f.file
    FROM enterprise AS e
    JOIN firm_name AS k ON k.credit_code = e.credit_code AND NOT k.is_former
    LEFT JOIN source_sheet AS f ON f.sheet_id = e.sheet_id
)
SELECT n.sheet_id, n."row", c.letter, n.enterprise AS raw,
    '「' || n.enterprise || '」另有信用代码 ' || string_agg(o.credit_code || coalesce('（' || o.file || ' 第 ' || CAST(o."row" AS VARCHAR) || ' 行）', ''), '、'
        ORDER BY o.credit_code) || '，按两家企业计' AS message,
    '请核对营业执照：是两家企业的不用改，是一家的请更正信用代码' AS action
FROM named AS n
JOIN named AS o ON o.plain = n.plain AND o.credit_code <> n.credit_code
LEFT JOIN source_column AS c ON c.sheet_id = n.sheet_id AND c.field = 'credit_code'
GROUP BY n.sheet_id, n."row", c.letter, n.enterprise
ORDER BY n.sheet_id, n."row"
