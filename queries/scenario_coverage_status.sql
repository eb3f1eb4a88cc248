-- How the projects of a catalogue spread over its scenes: what reconciles coverage with the total.
-- zh: 场景覆盖对账
-- grain: one row
-- params:
--   catalogue = 2023 : catalogue version, 2023 or 2025
--   year = '' : calendar year of application, recognition or budget; '' = all
--   call = '' : id of a call; '' = all
--   town = '' : town, 未填报 for those without one; '' = all
--   industry = '' : one of the four industries, 未填报; '' = all
--   tier = '' : tier applied for, recognised or paid; '' = all
WITH projects AS (SELECT * FROM projects_within($year, $call, $town, $industry, $tier)),
used AS (
    SELECT i.project_id, i.scenario_no FROM instance AS i
    WHERE i.catalogue = $catalogue AND i.project_id IN (SELECT project_id FROM projects)
),
spread AS (
    SELECT project_id, count(DISTINCT scenario_no) AS n_scenarios,
        count(CASE WHEN scenario_no IS NULL THEN 1 END) AS n_outside
    FROM used GROUP BY project_id
)
SELECT
    (SELECT count(*) FROM projects) AS n_projects,
    (SELECT count(*) FROM spread WHERE n_scenarios = 1) AS n_in_one,
    (SELECT count(*) FROM spread WHERE n_scenarios > 1) AS n_in_several,
    (SELECT count(*) FROM spread WHERE n_scenarios = 0) AS n_only_outside,
    (SELECT count(*) FROM projects WHERE project_id NOT IN (SELECT project_id FROM spread)) AS n_without,
    (SELECT count(*) FROM used) AS n_instances,
    (SELECT count(*) FROM used WHERE scenario_no IS NULL) AS n_instances_outside,
    (SELECT count(DISTINCT scenario_no) FROM used) AS n_covered,
    (SELECT count(*) FROM scenario WHERE catalogue = $catalogue) AS n_scenarios
