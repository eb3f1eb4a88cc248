-- Recognitions and money per tier.
-- zh: 梯度档次汇总
-- grain: tier
-- params:
--   year = '' : calendar year of application, recognition or budget; '' = all
--   town = '' : town, 未填报 for those without one; '' = all
--   industry = '' : one of the four industries, 未填报; '' = all
--   tier = '' : tier applied for, recognised or paid; '' = all
--   assume = '' : pack whose amounts price what no document in force prices; '' = nothing is assumed
-- Titles without money (rank NULL) stand below the ladder. due_yuan is formed per enterprise and tier before it is summed.
WITH awards AS (SELECT * FROM awards_within($year, $town, $industry, $tier)),
sides AS (
    SELECT tier, credit_code, sum(entitled) AS entitled_yuan, sum(paid) AS paid_yuan
    FROM (
        SELECT tier, credit_code, amount_yuan AS entitled, CAST(0 AS DECIMAL(18,2)) AS paid
        FROM entitlements_within($year, $town, $industry, $tier, $assume) WHERE status = 'priced'
        UNION ALL
        SELECT item, credit_code, CAST(0 AS DECIMAL(18,2)), paid_yuan FROM payments_within($year, $town, $industry, $tier)
    ) AS both_sides
    GROUP BY tier, credit_code
),
money AS (
    SELECT tier, sum(entitled_yuan) AS entitled_yuan, sum(paid_yuan) AS paid_yuan,
        sum(greatest(entitled_yuan - paid_yuan, 0)) AS due_yuan
    FROM sides GROUP BY tier
),
counted AS (SELECT tier, count(*) AS n_awards, count(DISTINCT credit_code) AS n_enterprises FROM awards GROUP BY tier),
unpriced AS (SELECT tier, count(*) AS n FROM entitlements_within($year, $town, $industry, $tier, $assume) WHERE status = 'unpriced' GROUP BY tier)
SELECT t.tier, t.rank, t.level, coalesce(c.n_awards, 0) AS n_awards, coalesce(c.n_enterprises, 0) AS n_enterprises,
    coalesce(u.n, 0) AS n_unpriced,
    CAST(coalesce(m.entitled_yuan, 0) AS DECIMAL(18,2)) AS entitled_yuan,
    CAST(coalesce(m.paid_yuan, 0) AS DECIMAL(18,2)) AS paid_yuan,
    CAST(coalesce(m.due_yuan, 0) AS DECIMAL(18,2)) AS due_yuan
FROM tier_catalogue AS t
LEFT JOIN counted AS c ON c.tier = t.tier
LEFT JOIN money AS m ON m.tier = t.tier
LEFT JOIN unpriced AS u ON u.tier = t.tier
WHERE matches($tier, t.tier)
ORDER BY t.tier_order, t.tier
