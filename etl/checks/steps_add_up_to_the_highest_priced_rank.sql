SELECT e.credit_code, sum(e.amount_yuan) AS paid_steps_yuan, max(t.amount_yuan) AS highest_yuan
FROM entitlement AS e
JOIN tier AS t ON t.tier = e.tier AND t.pack = e.pack
WHERE e.status = 'priced'
GROUP BY e.credit_code
HAVING sum(e.amount_yuan) <> max(t.amount_yuan)
