-- The values each filter can take.
-- zh: 筛选项
-- grain: filter, value
SELECT * FROM (
    SELECT 'year' AS filter, y AS value, 10000 - CAST(y AS INTEGER) AS value_order FROM (
        SELECT applied_year AS y FROM in_scope_project UNION SELECT award_year FROM in_scope_award
        UNION SELECT budget_year FROM in_scope_payment) AS years WHERE y IS NOT NULL
    UNION ALL SELECT 'call', c, row_number() OVER (ORDER BY c DESC) FROM (SELECT DISTINCT call AS c FROM project) AS calls
    UNION ALL SELECT 'town', town, town_order FROM town
    UNION ALL SELECT 'town', '未填报', 999
    UNION ALL SELECT 'industry', i, row_number() OVER (ORDER BY i) FROM (SELECT DISTINCT industry AS i FROM enterprise) AS industries
    UNION ALL SELECT 'industry', '未填报', 999
    UNION ALL SELECT 'tier', tier, tier_order FROM tier_catalogue
    UNION ALL SELECT 'assume', pack, 1 FROM (SELECT DISTINCT pack FROM tier WHERE amount_yuan IS NOT NULL) AS priced
) AS options
ORDER BY filter, value_order, value
