-- Scenarios that no project in a town covers, with the enterprises of that town that are nearest to them.
-- zh: 空白场景与最近的企业
-- grain: catalogue, scenario_no, town, rank_no
-- params:
--   catalogue = 2023 : catalogue version, 2023 or 2025
--   town = '' : town, 未填报 for those without one; '' = all
-- Nearest: the same scenario elsewhere, then its counterpart in the other catalogue (same, near), then most scenarios of
-- the process, then the credit code; three per blank, rank_no 0 where the town has nobody. Towns are those of projects.
SELECT b.town, b.scenario_no, b.scenario, b.rank_no, e.enterprise, b.words AS reason, b.process, b.credit_code, b.catalogue
FROM scenario_blank AS b
LEFT JOIN enterprise AS e ON e.credit_code = b.credit_code
WHERE b.catalogue = $catalogue AND matches($town, b.town)
ORDER BY b.scenario_no, b.town_order, b.rank_no, b.catalogue, b.town
