-- One budget line under two spellings in one year: the year's money is counted twice.
SELECT count(*) AS n_checked FROM budget;
WITH named AS (
    SELECT b.*, coalesce((SELECT min(f.line) FROM fund_line AS f WHERE folded(f.spelling) = folded(b.line)), folded(b.line)) AS meant FROM budget AS b
),
numbered AS (
    SELECT *, first_value(line) OVER same AS first_line, row_number() OVER same AS copy_no FROM named
    WINDOW same AS (PARTITION BY year, meant ORDER BY sheet_id, "row")
)
SELECT sheet_id, "row", 'line' AS field, line AS raw, year || ' 年的「' || line || '」与「' || first_line || '」是同一科目，预算计了两次' AS message
FROM numbered
WHERE copy_no > 1
ORDER BY sheet_id, "row"
