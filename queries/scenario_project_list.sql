-- The projects in one scenario.
-- zh: 场景内项目
-- grain: project_id, file, sheet, row
-- params:
--   catalogue = 2023 : catalogue version, 2023 or 2025
--   scenario_no = 0 : number in the catalogue
--   year = '' : calendar year of application, recognition or budget; '' = all
--   call = '' : id of a call; '' = all
--   town = '' : town, 未填报 for those without one; '' = all
--   industry = '' : one of the four industries, 未填报; '' = all
--   tier = '' : tier applied for, recognised or paid; '' = all
SELECT p.project_id, p.enterprise, p.town, p.applied_tier, i.instance, f.file, f.sheet, i."row"
FROM instance AS i
JOIN projects_within($year, $call, $town, $industry, $tier) AS p ON p.project_id = i.project_id
JOIN source_sheet AS f ON f.sheet_id = i.sheet_id
WHERE i.catalogue = $catalogue AND i.scenario_no = CAST($scenario_no AS INTEGER)
ORDER BY p.project_id, f.file, f.sheet, i."row"
