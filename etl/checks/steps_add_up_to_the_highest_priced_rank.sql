-- By the rule that governs them: whoever recognises each pays each in full; else all that one unit (an enterprise, or a
-- project of it) is paid adds up to the highest single amount. Enterprises under several units are left to the tests.
WITH priced AS (
    SELECT e.credit_code, e.ladder_rule, e.pay_unit, e.amount_yuan, coalesce(t.amount_yuan, e.tier_yuan) AS tier_yuan,
        count(DISTINCT CASE WHEN e.pay_unit = '*' THEN e.ladder_rule = 'each' END) OVER (PARTITION BY e.credit_code)
            + max(CASE WHEN e.pay_unit <> '*' THEN 1 ELSE 0 END) OVER (PARTITION BY e.credit_code)
            * max(CASE WHEN e.pay_unit = '*' THEN 1 ELSE 0 END) OVER (PARTITION BY e.credit_code) AS n_kinds
    FROM entitlement AS e
    LEFT JOIN tier AS t ON t.tier = e.tier AND t.pack = e.pack
    WHERE e.status = 'priced'
)
SELECT credit_code, pay_unit, sum(amount_yuan) AS paid_steps_yuan, max(tier_yuan) AS highest_yuan
FROM priced
WHERE ladder_rule <> 'each' AND n_kinds <= 1
GROUP BY credit_code, pay_unit
HAVING sum(amount_yuan) <> max(tier_yuan)
UNION ALL
SELECT credit_code, pay_unit, amount_yuan, tier_yuan
FROM priced WHERE ladder_rule = 'each' AND amount_yuan <> tier_yuan
