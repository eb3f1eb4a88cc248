-- Which line of which year's budget pays an item.

CREATE TABLE fund_booking AS
-- The line its document names for that year (in the budget's own spelling), else the year's only line, else 未对应科目.
WITH span AS (
    SELECT min(year) AS first_year, max(year) AS last_year FROM (
        SELECT year FROM budget UNION ALL SELECT year FROM payment
        UNION ALL SELECT CAST(year(award_date) AS INTEGER) FROM award
        UNION ALL SELECT CAST(year(report_date) AS INTEGER) FROM diagnosis
        UNION ALL SELECT CAST(year(as_of) AS INTEGER) FROM build
    ) AS every_year
),
keys AS (
    SELECT y.year, i.item
    FROM (SELECT unnest(range(first_year, last_year + 1)) AS year FROM span) AS y
    CROSS JOIN (
        SELECT tier AS item FROM tier_catalogue UNION SELECT item FROM reward UNION SELECT item FROM payment
    ) AS i
),
named AS (
    SELECT k.year, k.item, min(f.line) AS line, min(g.line) AS budget_line
    FROM keys AS k
    JOIN fund_line AS f ON (f.item = k.item OR f.item = '*')
        AND k.year >= f.year_from AND k.year <= coalesce(f.year_to, 9999)
    LEFT JOIN budget AS g ON g.year = k.year AND g.line = f.spelling
    GROUP BY k.year, k.item
),
only_line AS (
    SELECT year, min(line) AS line FROM budget GROUP BY year HAVING count(*) = 1
)
SELECT CAST(k.year AS INTEGER) AS year, k.item, coalesce(n.budget_line, n.line, o.line, '未对应科目') AS line,
    k.item IN (SELECT tier FROM ladder) AS is_ladder
FROM keys AS k
LEFT JOIN named AS n ON n.year = k.year AND n.item = k.item
LEFT JOIN only_line AS o ON o.year = k.year
ORDER BY year, item;
COMMENT ON TABLE fund_booking IS 'Budget line per year and item: one row for every year from the first to the last that any row speaks of';
