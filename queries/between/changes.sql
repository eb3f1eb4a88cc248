-- What changed, of before_left and after_left (left.sql): row_pair, a row per row that came, went or changed, and
-- field_change, a line per field of it. Rows are paired by key; then, of what is left, a row that stands in the same cell
-- row and says at least half the same.
CREATE TEMP TABLE paired AS
SELECT before_no, after_no
FROM (SELECT kind, row_key, before_no, row_number() OVER (PARTITION BY kind, row_key ORDER BY before_no) AS copy
    FROM before_left)
JOIN (SELECT kind, row_key, after_no, row_number() OVER (PARTITION BY kind, row_key ORDER BY after_no) AS copy
    FROM after_left) USING (kind, row_key, copy);

-- A corrected credit code or invoice number is a correction of its row, not one row less and another more.
INSERT INTO paired
WITH candidate AS (
    SELECT b.before_no, a.after_no, b.facts AS was, a.facts AS is_now
    FROM (SELECT * FROM before_left ANTI JOIN paired USING (before_no)) AS b
    JOIN (SELECT * FROM after_left ANTI JOIN paired USING (after_no)) AS a
        ON a.kind = b.kind AND a.file = b.file AND a.sheet = b.sheet AND a."row" = b."row"
),
field AS (SELECT *, unnest(json_keys(is_now)) AS name FROM candidate),
said AS (
    SELECT before_no, after_no, json_extract_string(was, '$."' || name || '"') AS old,
        json_extract_string(is_now, '$."' || name || '"') AS new
    FROM field
)
SELECT before_no, after_no
FROM said
WHERE old IS NOT NULL OR new IS NOT NULL
GROUP BY before_no, after_no
HAVING count(*) FILTER (WHERE old = new) * 2 >= count(*)
-- Of outcomes in the wide layout several stand in one cell row: the metric tells them apart, and they are paired by key.
QUALIFY count(*) OVER (PARTITION BY before_no) = 1 AND count(*) OVER (PARTITION BY after_no) = 1;

CREATE TEMP TABLE row_pair AS
SELECT row_number() OVER (ORDER BY kind, enterprise, row_key, change, before_no, after_no) AS pair_no, *
FROM (
    SELECT 'changed' AS change, a.kind, a.is_computed, a.row_key, a.credit_code, a.enterprise, a.project_id, a.town, a.item,
        b.amount_yuan AS before_yuan, a.amount_yuan AS after_yuan, b.facts AS before_facts, a.facts AS after_facts,
        b.file AS before_file, b.sheet AS before_sheet, b."row" AS before_row, a.file, a.sheet, a."row",
        b.before_no, a.after_no
    FROM paired AS p
    JOIN before_left AS b ON b.before_no = p.before_no
    JOIN after_left AS a ON a.after_no = p.after_no
    UNION ALL
    SELECT 'gone', kind, is_computed, row_key, credit_code, enterprise, project_id, town, item, amount_yuan, NULL, facts,
        NULL, file, sheet, "row", NULL, NULL, NULL, before_no, NULL
    FROM before_left ANTI JOIN paired USING (before_no)
    UNION ALL
    SELECT 'came', kind, is_computed, row_key, credit_code, enterprise, project_id, town, item, NULL, amount_yuan, NULL,
        facts, NULL, NULL, NULL, file, sheet, "row", NULL, after_no
    FROM after_left ANTI JOIN paired USING (after_no)
);

-- One line per field that changed; a row that came or went is one line. The change of the amount stands on the first.
CREATE TEMP TABLE field_change AS
WITH field AS (
    SELECT pair_no, before_facts, after_facts, unnest(json_keys(after_facts)) AS field, generate_subscripts(json_keys(after_facts), 1) AS field_order
    FROM row_pair WHERE change = 'changed'
),
said AS (
    SELECT pair_no, field, field_order, json_extract_string(before_facts, '$."' || field || '"') AS before,
        json_extract_string(after_facts, '$."' || field || '"') AS after
    FROM field
),
changed AS (SELECT * FROM said WHERE before IS DISTINCT FROM after)
SELECT p.pair_no, row_number() OVER (PARTITION BY p.pair_no ORDER BY c.field_order) AS line_no, p.change, p.kind,
    p.is_computed, p.enterprise, p.town, p.project_id, p.credit_code, p.item, c.field, c.before, c.after,
    CAST(CASE WHEN line_no = 1 AND (p.after_yuan IS NOT NULL OR p.before_yuan IS NOT NULL)
        THEN coalesce(p.after_yuan, 0) - coalesce(p.before_yuan, 0) END AS DECIMAL(18,2)) AS change_yuan,
    p.before_file, p.before_sheet, p.before_row, p.file, p.sheet, p."row"
FROM row_pair AS p
LEFT JOIN changed AS c ON c.pair_no = p.pair_no;
