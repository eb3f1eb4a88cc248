-- Every scenario of either catalogue with its counterpart in the other one, or the explicit absence of one.
-- zh: 场景目录对照
-- grain: catalogue, scenario_no, other_no
-- params:
--   catalogue = '' : read from 2023 to 2025 or from 2025 to 2023; '' = both directions
WITH counted AS (
    SELECT catalogue, scenario_no, count(*) AS n FROM instance WHERE scenario_no IS NOT NULL GROUP BY catalogue, scenario_no
)
SELECT x.catalogue, x.scenario_no, s.process, s.scenario,
    CASE x.relation WHEN 'same' THEN '同' WHEN 'near' THEN '近似' ELSE '无对应' END AS relation,
    x.other_catalogue, x.other_no, coalesce(o.scenario, '无对应') AS other_scenario,
    coalesce(c.n, 0) AS n_instances, CASE WHEN x.other_no IS NOT NULL THEN coalesce(d.n, 0) END AS n_other_instances,
    coalesce(x.note, '') AS note
FROM crosswalk_both AS x
JOIN scenario AS s ON s.catalogue = x.catalogue AND s.scenario_no = x.scenario_no
LEFT JOIN scenario AS o ON o.catalogue = x.other_catalogue AND o.scenario_no = x.other_no
LEFT JOIN counted AS c ON c.catalogue = x.catalogue AND c.scenario_no = x.scenario_no
LEFT JOIN counted AS d ON d.catalogue = x.other_catalogue AND d.scenario_no = x.other_no
WHERE $catalogue = '' OR x.catalogue = $catalogue
ORDER BY x.catalogue, x.scenario_no, x.other_no
