-- What one enterprise still lacks for each item it could aim at.
-- zh: 晋档路径
-- grain: call, tier
-- params:
--   credit_code = '' : credit code of one enterprise
--   assume = '' : pack whose amounts price what no document in force prices; '' = nothing is assumed
SELECT s.item AS tier, s.state AS path_state, s.n_unmet, s.n_to_verify, s.words, s.next_yuan, s.status AS cost_status, s.is_assumed,
    s.is_applied, s.basis, s.project_id, s.possible_from, s.n_warned, s.judged_on, s.call
FROM next_steps($assume) AS s
WHERE s.credit_code = $credit_code
ORDER BY s.tier_order, s.call, s.item
