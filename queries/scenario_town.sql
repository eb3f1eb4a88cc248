-- Projects per scenario and town.
-- zh: 场景与街镇
-- grain: scenario_no, town
-- params:
--   catalogue = 2023 : catalogue version, 2023 or 2025
--   year = '' : calendar year of application, recognition or budget; '' = all
--   call = '' : id of a call; '' = all
--   town = '' : town, 未填报 for those without one; '' = all
--   industry = '' : one of the four industries, 未填报; '' = all
--   tier = '' : tier applied for, recognised or paid; '' = all
WITH used AS (
    SELECT DISTINCT i.scenario_no, p.town, i.project_id
    FROM instance AS i
    JOIN projects_within($year, $call, $town, $industry, $tier) AS p ON p.project_id = i.project_id
    WHERE i.catalogue = $catalogue AND i.scenario_no IS NOT NULL
),
counted AS (SELECT scenario_no, town, count(*) AS n FROM used GROUP BY scenario_no, town)
SELECT s.scenario_no, s.scenario, s.process, t.town, coalesce(c.n, 0) AS n_projects
FROM scenario AS s
CROSS JOIN town AS t
LEFT JOIN counted AS c ON c.scenario_no = s.scenario_no AND c.town = t.town
WHERE s.catalogue = $catalogue AND matches($town, t.town)
ORDER BY s.scenario_no, t.town_order, t.town
