-- What became of the rows of the published lists, in total: matched + waiting + outside = all.
-- zh: 名单核对总数
-- grain: one row
SELECT count(*) AS n_listed, count(DISTINCT spelling) AS n_listed_names,
    count(*) FILTER (WHERE status = 'matched') AS n_matched,
    count(*) FILTER (WHERE status = 'waiting') AS n_waiting,
    count(DISTINCT CASE WHEN status = 'waiting' THEN spelling END) AS n_waiting_names,
    count(*) FILTER (WHERE status = 'outside') AS n_outside_ledger,
    count(*) FILTER (WHERE counted_as IS NOT NULL) AS n_counted,
    CAST(coalesce(sum(amount_yuan) FILTER (WHERE kind = 'payment' AND status = 'waiting'), 0) AS DECIMAL(18,2)) AS waiting_yuan,
    CAST(coalesce(sum(amount_yuan) FILTER (WHERE kind = 'payment' AND status = 'matched'), 0) AS DECIMAL(18,2)) AS matched_yuan,
    CAST(coalesce(sum(amount_yuan) FILTER (WHERE counted_as = 'payment'), 0) AS DECIMAL(18,2)) AS counted_yuan,
    (SELECT coalesce(max(seq), 0) FROM match_basis) AS known_entry
FROM listed
