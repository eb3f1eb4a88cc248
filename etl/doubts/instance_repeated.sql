-- The same instance twice in one project.
SELECT count(*) AS n_checked FROM instance;
WITH numbered AS (
    SELECT *, row_number() OVER (PARTITION BY project_id, folded(instance) ORDER BY sheet_id, "row") AS copy_no FROM instance
)
SELECT sheet_id, "row", 'instance' AS field, instance AS raw,
    '项目 ' || project_id || ' 的场景实例「' || instance || '」登记了第 ' || copy_no || ' 次' AS message
FROM numbered
WHERE copy_no > 1
ORDER BY sheet_id, "row"
