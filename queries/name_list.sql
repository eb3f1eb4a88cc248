-- Everything that people look for by name or number: enterprises and applications.
-- zh: 名称与编号
-- grain: number
-- An enterprise that only other sheets name (recognitions, payments, accounts, diagnoses, applications) is in it, with the latest
-- spelling in order; its town is 未填报. Money is not asked for: it would have to be priced for everybody.
WITH written AS (
    SELECT credit_code, enterprise AS name FROM award
    UNION ALL SELECT credit_code, payee FROM payment
    UNION ALL SELECT credit_code, enterprise FROM finance
    UNION ALL SELECT credit_code, enterprise FROM diagnosis
    UNION ALL SELECT provider_code, provider FROM diagnosis
    UNION ALL SELECT credit_code, enterprise FROM project
),
unlisted AS (
    SELECT credit_code, max(name) AS name FROM written
    WHERE credit_code NOT IN (SELECT credit_code FROM enterprise) GROUP BY credit_code
)
SELECT '企业' AS found, credit_code AS number, enterprise AS name, former_names, enterprise, credit_code,
    CAST(NULL AS VARCHAR) AS project_id, town, CAST(NULL AS VARCHAR) AS factory
FROM enterprise
UNION ALL
SELECT '企业', credit_code, name, NULL, name, credit_code, NULL, '未填报', NULL FROM unlisted
UNION ALL
SELECT '申报项目', project_id, project, NULL, enterprise, credit_code, project_id, town, factory FROM project
ORDER BY found, number
