-- Per kind: rows and amount before, what came, went and changed, rows and amount after. Both ends are counted from the
-- builds themselves, so before + came - gone = after is a check and no definition.
WITH before_total AS (SELECT kind, is_computed, count(*) AS n, sum(amount_yuan) AS yuan FROM before_row GROUP BY kind, is_computed),
after_total AS (SELECT kind, is_computed, count(*) AS n, sum(amount_yuan) AS yuan FROM after_row GROUP BY kind, is_computed),
moved AS (
    SELECT kind, count(*) FILTER (WHERE change = 'came') AS n_came, count(*) FILTER (WHERE change = 'gone') AS n_gone,
        count(*) FILTER (WHERE change = 'changed') AS n_changed,
        sum(coalesce(after_yuan, 0)) FILTER (WHERE change = 'came') AS came_yuan,
        sum(coalesce(before_yuan, 0)) FILTER (WHERE change = 'gone') AS gone_yuan,
        sum(coalesce(after_yuan, 0) - coalesce(before_yuan, 0)) FILTER (WHERE change = 'changed') AS changed_yuan
    FROM row_pair GROUP BY kind
)
SELECT kind, is_computed, coalesce(b.n, 0) AS n_before, coalesce(m.n_came, 0) AS n_came, coalesce(m.n_gone, 0) AS n_gone,
    coalesce(a.n, 0) AS n_after, coalesce(m.n_changed, 0) AS n_changed,
    CAST(CASE WHEN has_amount THEN coalesce(b.yuan, 0) END AS DECIMAL(18,2)) AS before_yuan,
    CAST(CASE WHEN has_amount THEN coalesce(m.came_yuan, 0) END AS DECIMAL(18,2)) AS came_yuan,
    CAST(CASE WHEN has_amount THEN coalesce(m.gone_yuan, 0) END AS DECIMAL(18,2)) AS gone_yuan,
    CAST(CASE WHEN has_amount THEN coalesce(m.changed_yuan, 0) END AS DECIMAL(18,2)) AS changed_yuan,
    CAST(CASE WHEN has_amount THEN coalesce(a.yuan, 0) END AS DECIMAL(18,2)) AS after_yuan
FROM before_total AS b
FULL JOIN after_total AS a USING (kind, is_computed)
LEFT JOIN moved AS m USING (kind)
CROSS JOIN LATERAL (SELECT kind IN ('finance', 'project', 'instance', 'investment', 'payment', 'budget', 'diagnosis',
    'listed', 'entitlement') AS has_amount)
ORDER BY is_computed, kind
