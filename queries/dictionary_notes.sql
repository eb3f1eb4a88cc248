-- Every table and column of the snapshot with its comment.
-- zh: 数据字典
-- grain: table_name, column_name
SELECT c.table_name, t.comment AS table_comment, c.column_name, c.data_type, c.comment AS column_comment
FROM duckdb_columns() AS c
JOIN duckdb_tables() AS t ON t.table_name = c.table_name
WHERE NOT c.internal
ORDER BY c.table_name, c.column_name
