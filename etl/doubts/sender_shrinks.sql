-- A sheet with a tenth or less of the rows that the same sheet has for the year before: part of it was lost on the way.
WITH per_year AS (SELECT sheet_id, year, count(*) AS n_rows FROM finance GROUP BY sheet_id, year)
SELECT count(*) AS n_checked FROM per_year WHERE n_rows >= guard_value('sender_rows');
WITH per_year AS (SELECT sheet_id, year, count(*) AS n_rows, min("row") AS first_row FROM finance GROUP BY sheet_id, year)
SELECT p.sheet_id, p.first_row AS "row", 'year' AS field, CAST(p.year AS VARCHAR) AS raw,
    '本表 ' || e.year || ' 年有 ' || e.n_rows || ' 行，' || p.year || ' 年只有 ' || p.n_rows || ' 行' AS message
FROM per_year AS p
JOIN per_year AS e ON e.sheet_id = p.sheet_id AND e.year = p.year - 1
WHERE e.n_rows >= guard_value('sender_rows') AND p.n_rows * 10 <= e.n_rows
ORDER BY p.sheet_id, p.year
