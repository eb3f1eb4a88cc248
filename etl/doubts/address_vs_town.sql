-- The address names a town, and it is another one.
WITH placed AS (
    SELECT p.project_id, count(*) AS n_towns FROM project AS p JOIN town AS t ON contains(p.address, t.town) GROUP BY p.project_id
)
SELECT count(*) AS n_checked FROM placed;
SELECT p.sheet_id, p."row", 'address' AS field, p.address AS raw,
    '项目 ' || p.project_id || ' 所在街镇填' || p.town || '，建设地址写的是' || min(t.town) AS message
FROM project AS p
JOIN town AS t ON contains(p.address, t.town)
GROUP BY p.sheet_id, p."row", p.address, p.project_id, p.town
HAVING count(CASE WHEN t.town = p.town THEN 1 END) = 0
ORDER BY p.sheet_id, p."row"
