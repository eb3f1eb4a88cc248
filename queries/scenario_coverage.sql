-- Instances, projects and enterprises per scenario of a catalogue.
-- zh: 场景覆盖
-- grain: catalogue, scenario_no
-- params:
--   catalogue = 2023 : catalogue version, 2023 or 2025
--   year = '' : calendar year of application, recognition or budget; '' = all
--   call = '' : id of a call; '' = all
--   town = '' : town, 未填报 for those without one; '' = all
--   industry = '' : one of the four industries, 未填报; '' = all
--   tier = '' : tier applied for, recognised or paid; '' = all
-- A project in several scenes counts in each: the column of projects does not add up to the number of projects.
WITH used AS (
    SELECT i.scenario_no, i.project_id, p.credit_code
    FROM instance AS i
    JOIN projects_within($year, $call, $town, $industry, $tier) AS p ON p.project_id = i.project_id
    WHERE i.catalogue = $catalogue
),
counted AS (
    SELECT scenario_no, count(*) AS n_instances, count(DISTINCT project_id) AS n_projects,
        count(DISTINCT credit_code) AS n_enterprises
    FROM used WHERE scenario_no IS NOT NULL GROUP BY scenario_no
)
SELECT s.catalogue, s.aspect, s.process_no, s.process, s.scenario_no, s.scenario,
    coalesce(c.n_instances, 0) AS n_instances, coalesce(c.n_projects, 0) AS n_projects,
    coalesce(c.n_enterprises, 0) AS n_enterprises
FROM scenario AS s
LEFT JOIN counted AS c ON c.scenario_no = s.scenario_no
WHERE s.catalogue = $catalogue
ORDER BY s.catalogue, s.scenario_no
