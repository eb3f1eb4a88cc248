-- The rows of before_row and after_row (of each row: kind, row_key, facts_md5, amount_yuan, sheet_id, row) that have no twin on
-- the other side: before_no and after_no with their place. Rows that say the same are twins wherever they stand and however
-- often; most rows are, so they are counted before any is numbered.
CREATE TEMP TABLE uneven AS
SELECT kind, row_key, facts_md5
FROM (
    SELECT kind, row_key, facts_md5, 1 AS side FROM before_row
    UNION ALL SELECT kind, row_key, facts_md5, -1 FROM after_row
)
GROUP BY kind, row_key, facts_md5
HAVING sum(side) <> 0;

CREATE TEMP TABLE before_place AS
SELECT kind, row_key, facts_md5, sheet_id, "row"
FROM (SELECT *, row_number() OVER (PARTITION BY kind, row_key, facts_md5 ORDER BY sheet_id, "row") AS twin
    FROM before_row SEMI JOIN uneven USING (kind, row_key, facts_md5))
ANTI JOIN (SELECT *, row_number() OVER (PARTITION BY kind, row_key, facts_md5 ORDER BY sheet_id, "row") AS twin
    FROM after_row SEMI JOIN uneven USING (kind, row_key, facts_md5)) USING (kind, row_key, facts_md5, twin);

CREATE TEMP TABLE after_place AS
SELECT kind, row_key, facts_md5, sheet_id, "row"
FROM (SELECT *, row_number() OVER (PARTITION BY kind, row_key, facts_md5 ORDER BY sheet_id, "row") AS twin
    FROM after_row SEMI JOIN uneven USING (kind, row_key, facts_md5))
ANTI JOIN (SELECT *, row_number() OVER (PARTITION BY kind, row_key, facts_md5 ORDER BY sheet_id, "row") AS twin
    FROM before_row SEMI JOIN uneven USING (kind, row_key, facts_md5)) USING (kind, row_key, facts_md5, twin);
