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

CREATE MACRO dues_booked(until, assume := '') AS TABLE
-- What is still to be paid on a day, by item, booked to the lines of that day's year; diagnosis rewards included.
-- As in enterprise_due: per enterprise entitled minus paid. It is booked to the line of its last priced step.
WITH steps AS (
    SELECT *, row_number() OVER (PARTITION BY credit_code, status, coalesce(amount_yuan, 0) > 0 ORDER BY step_no DESC) AS from_last
    FROM entitlements_on(until, assume)
),
paid AS (
    SELECT p.credit_code, p.item, p.paid_yuan, f.is_ladder
    FROM payment AS p JOIN fund_booking AS f ON f.year = p.year AND f.item = p.item
    WHERE p.paid_date <= until
),
ladder_due AS (
    SELECT s.credit_code, max(CASE WHEN s.from_last = 1 AND s.amount_yuan > 0 THEN s.tier END) AS item,
        sum(s.amount_yuan) - coalesce(max(p.paid_yuan), 0) AS due_yuan
    FROM steps AS s
    LEFT JOIN (SELECT credit_code, sum(paid_yuan) AS paid_yuan FROM paid WHERE is_ladder GROUP BY credit_code) AS p
        ON p.credit_code = s.credit_code
    WHERE s.status = 'priced'
    GROUP BY s.credit_code
),
waiting AS (
    SELECT item, due_yuan, 0 AS n_unpriced FROM ladder_due WHERE due_yuan > 0
    UNION ALL
    SELECT item, due_yuan, CASE WHEN paid_yuan = 0 THEN n_unpriced ELSE 0 END FROM diagnosis_ledger(until, assume)
    UNION ALL
    SELECT s.tier, CAST(0 AS DECIMAL(18,2)), 1 FROM steps AS s
    WHERE s.status = 'unpriced' AND s.rank IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM paid AS p WHERE p.credit_code = s.credit_code AND p.item = s.tier AND p.paid_yuan > 0)
)
SELECT f.year, f.line, w.item, sum(w.due_yuan) AS due_yuan, sum(w.n_unpriced) AS n_unpriced
FROM waiting AS w
JOIN fund_booking AS f ON f.item = w.item AND f.year = year(until)
GROUP BY f.year, f.line, w.item;
