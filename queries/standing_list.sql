-- Where every application stands: verdict, place in its track, within the quota or not.
-- zh: 申报去向
-- grain: project_id
-- params:
--   year = '' : calendar year of application, recognition or budget; '' = all
--   call = '' : id of a call; '' = all
--   town = '' : town, 未填报 for those without one; '' = all
--   industry = '' : one of the four industries, 未填报; '' = all
--   tier = '' : tier applied for, recognised or paid; '' = all
-- standing: unjudged / fail / unknown / second (its enterprise has a better one) / beyond the quota / pass (no quota) / within.
SELECT p.project_id, p.enterprise, p.credit_code, p.town, p.call, p.applied_tier, s.track, s.standing, s.standing_order,
    s.position, s.places, s.score, s.reasons
FROM projects_within($year, $call, $town, $industry, $tier) AS p
JOIN standing AS s ON s.project_id = p.project_id
ORDER BY p.project_id
