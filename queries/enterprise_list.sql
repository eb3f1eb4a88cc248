-- Enterprises with what they hold and what they got.
-- zh: 企业清单
-- grain: credit_code
-- params:
--   town = '' : town, 未填报 for those without one; '' = all
--   industry = '' : one of the four industries, 未填报; '' = all
--   assume = '' : pack whose amounts price what no document in force prices; '' = nothing is assumed
WITH applied AS (SELECT credit_code, count(*) AS n FROM project GROUP BY credit_code),
held AS (
    SELECT a.credit_code, count(*) AS n_awards, max(l.rank) AS top_rank FROM award AS a
    LEFT JOIN ladder AS l ON l.tier = a.tier GROUP BY a.credit_code
),
due AS (SELECT credit_code, sum(amount_yuan) AS yuan FROM entitlements($assume) WHERE status = 'priced' GROUP BY credit_code),
paid AS (SELECT credit_code, sum(paid_yuan) AS yuan FROM payment GROUP BY credit_code),
top AS (SELECT rank, string_agg(tier, '/' ORDER BY tier_order) AS tier FROM ladder GROUP BY rank)
SELECT e.credit_code, e.enterprise, e.former_names, e.town, e.unit, e.industry, e.size, e.maturity_level,
    coalesce(a.n, 0) AS n_projects, coalesce(h.n_awards, 0) AS n_awards, t.tier AS top_tier,
    CAST(coalesce(d.yuan, 0) AS DECIMAL(18,2)) AS entitled_yuan, CAST(coalesce(p.yuan, 0) AS DECIMAL(18,2)) AS paid_yuan,
    f.file, f.sheet, e."row"
FROM enterprise AS e
LEFT JOIN applied AS a ON a.credit_code = e.credit_code
LEFT JOIN held AS h ON h.credit_code = e.credit_code
LEFT JOIN top AS t ON t.rank = h.top_rank
LEFT JOIN due AS d ON d.credit_code = e.credit_code
LEFT JOIN paid AS p ON p.credit_code = e.credit_code
JOIN source_sheet AS f ON f.sheet_id = e.sheet_id
WHERE matches($town, e.town) AND matches($industry, e.industry)
ORDER BY e.credit_code
