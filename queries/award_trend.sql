-- Recognitions per year and tier.
-- zh: 历年认定
-- grain: year, tier
-- params:
--   year = '' : calendar year of application, recognition or budget; '' = all
--   town = '' : town, 未填报 for those without one; '' = all
--   industry = '' : one of the four industries, 未填报; '' = all
--   tier = '' : tier applied for, recognised or paid; '' = all
SELECT CAST(a.award_year AS INTEGER) AS year, a.tier, t.rank, count(*) AS n_awards
FROM awards_within($year, $town, $industry, $tier) AS a
JOIN tier_catalogue AS t ON t.tier = a.tier
GROUP BY a.award_year, a.tier, t.rank, t.tier_order
ORDER BY year, t.tier_order, a.tier
