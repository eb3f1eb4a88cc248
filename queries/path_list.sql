-- Enterprises within reach of an item: what is missing and what the next step would cost.
-- zh: 晋档名单
-- grain: credit_code, call, tier
-- params:
--   call = '' : id of a call; '' = all
--   town = '' : town, 未填报 for those without one; '' = all
--   industry = '' : one of the four industries, 未填报; '' = all
--   tier = '' : tier applied for, recognised or paid; '' = all
--   within = 1 : how many conditions may be missing at most; 0 = only those that could apply now
--   least = 0 : how many conditions are missing at least; 0 = those that could apply now as well
--   assume = '' : pack whose amounts price what no document in force prices; '' = nothing is assumed
-- Who holds the item or a higher rank, and who can't get there, is left out. n_unmet counts n_to_verify in.
SELECT s.enterprise, s.town, s.item AS tier, s.words, s.n_unmet, s.n_to_verify, s.next_yuan, s.status AS cost_status,
    s.is_assumed, s.is_applied, s.possible_from, s.basis, s.project_id, s.n_warned, s.industry, s.call, s.credit_code
FROM next_steps($assume) AS s
WHERE s.state IN ('ready', 'short') AND s.n_unmet BETWEEN CAST($least AS INTEGER) AND CAST($within AS INTEGER)
    AND matches($call, s.call) AND matches($town, s.town) AND matches($industry, s.industry) AND matches($tier, s.item)
ORDER BY s.n_unmet, s.n_to_verify, coalesce(s.rank, 0) DESC, s.credit_code, s.call, s.item
