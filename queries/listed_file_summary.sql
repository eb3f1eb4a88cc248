-- The published lists, one row each: how many rows were attached by which rule, how many wait.
-- zh: 各份名单
-- grain: file, sheet
-- n_listed = n_by_code + n_by_name + n_by_former + n_by_writing + n_by_ruling + n_waiting + n_outside_ledger.
SELECT f.file, f.sheet, max(l.list_title) AS list_title, count(*) AS n_listed,
    count(*) FILTER (WHERE l.match_rule = 'code') AS n_by_code, count(*) FILTER (WHERE l.match_rule = 'name') AS n_by_name,
    count(*) FILTER (WHERE l.match_rule = 'former') AS n_by_former,
    count(*) FILTER (WHERE l.match_rule = 'writing') AS n_by_writing,
    count(*) FILTER (WHERE l.match_rule = 'ruling' AND l.status = 'matched') AS n_by_ruling,
    count(*) FILTER (WHERE l.status = 'waiting') AS n_waiting, count(*) FILTER (WHERE l.status = 'outside') AS n_outside_ledger,
    count(*) FILTER (WHERE l.counted_as IS NOT NULL) AS n_counted, max(f.n_quarantined) AS n_quarantined,
    CAST(coalesce(sum(l.amount_yuan), 0) AS DECIMAL(18,2)) AS listed_yuan,
    CAST(coalesce(sum(l.amount_yuan) FILTER (WHERE l.status = 'waiting'), 0) AS DECIMAL(18,2)) AS waiting_yuan
FROM listed AS l
JOIN source_sheet AS f ON f.sheet_id = l.sheet_id
GROUP BY f.file, f.sheet
ORDER BY f.file, f.sheet
