-- Every table and column of the snapshot with its comment.
-- zh: 数据字典
-- grain: table_name, column_name
-- The file is the database in which `build` is a table: in a what-if it lies beside what was worked out anew.
SELECT c.table_name, t.comment AS table_comment, c.column_name, c.data_type, c.comment AS column_comment
FROM duckdb_columns() AS c
JOIN duckdb_tables() AS t ON t.database_name = c.database_name AND t.table_name = c.table_name
WHERE NOT c.internal
    AND c.database_name = (SELECT database_name FROM duckdb_tables() WHERE table_name = 'build')
ORDER BY c.table_name, c.column_name
