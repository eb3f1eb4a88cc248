-- The calls with titles and dates.
-- zh: 申报批次
-- grain: call
SELECT c.call, c.title, c.opens, c.deadline_enterprise, c.deadline_authority, c.catalogue, c.pack, c.clause, c.quote,
    count(p.project_id) AS n_projects
FROM call AS c LEFT JOIN project AS p ON p.call = c.call
GROUP BY c.call, c.title, c.opens, c.deadline_enterprise, c.deadline_authority, c.catalogue, c.pack, c.clause, c.quote
ORDER BY c.call
