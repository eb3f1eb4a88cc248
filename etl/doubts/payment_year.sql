-- Booked to a budget year more than one away from the day it was paid.
SELECT count(*) AS n_checked FROM payment;
SELECT sheet_id, "row", 'year' AS field, CAST(year AS VARCHAR) AS raw,
    '「' || payee || '」' || paid_date || ' 的拨付记在 ' || year || ' 年度' AS message
FROM payment
WHERE abs(year - year(paid_date)) > 1
ORDER BY sheet_id, "row"
