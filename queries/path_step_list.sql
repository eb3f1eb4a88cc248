-- The conditions that one enterprise does not meet for an item, each with what would meet it and its clause.
-- zh: 晋档步骤
-- grain: call, tier, condition
-- params:
--   credit_code = '' : credit code of one enterprise
--   call = '' : id of a call; '' = all
--   tier = '' : tier applied for, recognised or paid; '' = all
-- severity block: in the smallest set, all of them are needed; warn: stands beside it and blocks nothing.
SELECT s.item AS tier, s.condition, s.title, s.severity, s.verdict, s.remedy, s.words, s.value_now AS value,
    s.value_needed AS needed, s.gap, nullif(s.unit, '') AS measure_unit, s.possible_from, s.clause, s.quote, s.pack, s.is_ours,
    s.note, s.call
FROM path_step AS s
LEFT JOIN tier_catalogue AS t ON t.tier = s.item
WHERE s.credit_code = $credit_code AND matches($call, s.call) AND matches($tier, s.item)
ORDER BY t.tier_order, s.severity, s.condition_order, s.call, s.item, s.condition
