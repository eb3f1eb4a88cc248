-- Scenarios covered by the applications that meet their conditions, and by those within the quota.
-- zh: 场景覆盖（按申报去向）
-- grain: catalogue, scenario_no
-- params:
--   catalogue = 2023 : catalogue version, 2023 or 2025
--   year = '' : calendar year of application, recognition or budget; '' = all
--   call = '' : id of a call; '' = all
--   town = '' : town, 未填报 for those without one; '' = all
--   industry = '' : one of the four industries, 未填报; '' = all
--   tier = '' : tier applied for, recognised or paid; '' = all
-- A project in several scenes counts in each: the columns do not add up to the number of projects.
WITH used AS (
    SELECT i.scenario_no,
        count(DISTINCT CASE WHEN s.standing_order >= 3 THEN i.project_id END) AS n_eligible,
        count(DISTINCT CASE WHEN s.standing = 'within' THEN i.project_id END) AS n_within
    FROM instance AS i
    JOIN projects_within($year, $call, $town, $industry, $tier) AS p ON p.project_id = i.project_id
    JOIN standing AS s ON s.project_id = i.project_id
    WHERE i.catalogue = $catalogue AND i.scenario_no IS NOT NULL
    GROUP BY i.scenario_no
)
SELECT c.catalogue, c.process_no, c.process, c.scenario_no, c.scenario, coalesce(u.n_eligible, 0) AS n_eligible,
    coalesce(u.n_within, 0) AS n_within
FROM scenario AS c
LEFT JOIN used AS u ON u.scenario_no = c.scenario_no
WHERE c.catalogue = $catalogue
ORDER BY c.catalogue, c.scenario_no
