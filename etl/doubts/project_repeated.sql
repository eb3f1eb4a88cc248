-- One enterprise handed in a project of the same name twice in one call, under two numbers (two calls: project_two_schemes).
SELECT count(*) AS n_checked FROM project;
WITH numbered AS (
    SELECT *, first_value(project_id) OVER same AS first_id, row_number() OVER same AS copy_no
    FROM project
    WINDOW same AS (PARTITION BY credit_code, call, folded(project) ORDER BY applied_date, project_id)
)
SELECT sheet_id, "row", 'project' AS field, project AS raw,
    '「' || enterprise || '」在同一批次已用编号 ' || first_id || ' 申报过同名项目，本行编号 ' || project_id AS message
FROM numbered
WHERE copy_no > 1
ORDER BY sheet_id, "row"
