-- Recognitions with the enterprise's town.
-- zh: 认定清单
-- grain: award_date, credit_code, file, sheet, row
-- params:
--   year = '' : calendar year of application, recognition or budget; '' = all
--   town = '' : town, 未填报 for those without one; '' = all
--   industry = '' : one of the four industries, 未填报; '' = all
--   tier = '' : tier applied for, recognised or paid; '' = all
SELECT a.award_date, a.credit_code, a.enterprise, a.town, a.industry, a.tier, a.level, a.document_no, a.project_id,
    f.file, f.sheet, a."row"
FROM awards_within($year, $town, $industry, $tier) AS a
JOIN source_sheet AS f ON f.sheet_id = a.sheet_id
ORDER BY a.award_date, a.credit_code, f.file, f.sheet, a."row"
