-- Two enterprises of one name: one of the two credit codes may be mistyped, or one is a former code.
SELECT e.sheet_id, e."row", c.letter, e.enterprise AS raw,
    '「' || e.enterprise || '」有两个信用代码：' || o.credit_code || ' 与 ' || e.credit_code AS message,
    '请核对营业执照；确为两家企业可不改' AS action
FROM enterprise AS e
JOIN enterprise AS o ON folded(o.enterprise) = folded(e.enterprise) AND (o.sheet_id, o."row") < (e.sheet_id, e."row")
LEFT JOIN source_column AS c ON c.sheet_id = e.sheet_id AND c.field = 'enterprise'
ORDER BY e.sheet_id, e."row", o.sheet_id, o."row"
