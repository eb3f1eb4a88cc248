-- An enterprise of which its own row says that it is struck off (注销, 吊销), in whatever column the sender put it.
SELECT e.sheet_id, e."row", c.letter, c.said AS raw,
    c.heading || '「' || c.said || '」：企业可能已不存在' AS message,
    '请核对登记状态；已注销的不能再申报和拨付' AS action
FROM enterprise AS e
JOIN source_row AS r ON r.sheet_id = e.sheet_id AND r."row" = e."row"
JOIN (
    SELECT s.sheet_id, s."row", k.letter, k.heading, json_extract_string(s.cells, '$.' || k.letter) AS said
    FROM source_row AS s
    JOIN source_column AS k ON k.sheet_id = s.sheet_id
    WHERE contains(s.cells, '注销') OR contains(s.cells, '吊销')
) AS c ON c.sheet_id = e.sheet_id AND c."row" = e."row"
WHERE regexp_matches(c.said, '注销|吊销') AND NOT regexp_matches(c.said, '未注销|未吊销|非注销')
ORDER BY e.sheet_id, e."row", c.letter
