-- Everything the enterprise sheet says of one enterprise.
-- zh: 企业信息
-- grain: credit_code
-- params:
--   credit_code = '' : credit code of one enterprise
SELECT x.credit_code, x.enterprise, x.former_names, x.town, x.unit, x.industry, x.industry_code, x.ownership, x.size, x.n_employees, x.founded_date, x.is_process_industry, x.is_registered_here, x.is_operating_here, x.is_taxed_here, x.maturity_level, x.assessment_date, x.has_accident, x.accident_date, x.has_credit_issue, x.has_national_task, x.barred_until, f.file, f.sheet, x."row"
FROM enterprise AS x
JOIN source_sheet AS f ON f.sheet_id = x.sheet_id
WHERE x.credit_code = $credit_code
ORDER BY x.credit_code, f.file, f.sheet, x."row"
