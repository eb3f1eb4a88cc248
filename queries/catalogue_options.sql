-- The scenario catalogues, oldest first.
-- zh: 场景目录版本
-- grain: catalogue
SELECT catalogue, count(*) AS n_scenarios, count(DISTINCT process_no) AS n_processes
FROM scenario
GROUP BY catalogue
ORDER BY catalogue
