-- Per target: how many enterprises hold it, could apply now, lack one or two conditions, and what it would cost.
-- zh: 晋档预测
-- grain: call, tier
-- params:
--   call = '' : id of a call; '' = all
--   town = '' : town, 未填报 for those without one; '' = all
--   industry = '' : one of the four industries, 未填报; '' = all
--   tier = '' : tier applied for, recognised or paid; '' = all
--   within = 1 : how many conditions may be missing at most for the cost
--   least = 0 : how many conditions are missing at least; 0 = those that could apply now as well
--   assume = '' : pack whose amounts price what no document in force prices; '' = nothing is assumed
-- The targets do not add up: one enterprise may be near several, and reaching the higher one takes the lower one in.
WITH steps AS (
    SELECT s.*, s.state IN ('ready', 'short') AND s.n_unmet BETWEEN CAST($least AS INTEGER) AND CAST($within AS INTEGER) AS is_near
    FROM next_steps($assume) AS s
    WHERE matches($call, s.call) AND matches($town, s.town) AND matches($industry, s.industry) AND matches($tier, s.item)
)
SELECT item AS tier,
    count(CASE WHEN state = 'ready' THEN 1 END) AS n_ready,
    count(CASE WHEN state = 'ready' AND is_applied THEN 1 END) AS n_ready_applied,
    count(CASE WHEN state = 'short' AND n_unmet = 1 THEN 1 END) AS n_one,
    count(CASE WHEN state = 'short' AND n_unmet = 1 AND n_to_verify = 1 THEN 1 END) AS n_one_to_verify,
    count(CASE WHEN state = 'short' AND n_unmet = 2 THEN 1 END) AS n_two,
    count(CASE WHEN state = 'short' AND n_unmet > 2 THEN 1 END) AS n_further,
    count(CASE WHEN state = 'closed' THEN 1 END) AS n_closed,
    count(CASE WHEN state = 'held' THEN 1 END) AS n_held,
    count(CASE WHEN is_near THEN 1 END) AS n_at_hand,
    CAST(sum(CASE WHEN is_near THEN next_yuan END) AS DECIMAL(18,2)) AS next_yuan,
    count(CASE WHEN is_near AND status = 'unpriced' THEN 1 END) AS n_unpriced,
    count(*) AS n_enterprises, rank, call
FROM steps
GROUP BY item, rank, tier_order, call
ORDER BY tier_order, call, tier
