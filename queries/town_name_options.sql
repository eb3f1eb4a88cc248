-- Every spelling of every town, the usual one first: what a name on a map is matched against.
-- zh: 街镇名称
-- grain: town_name
SELECT n.town_name, n.town
FROM (
    SELECT town AS town_name, town, 0 AS name_order FROM town
    UNION SELECT a.alias, a.town, 1 FROM town_alias AS a WHERE a.alias NOT IN (SELECT town FROM town)
) AS n
JOIN town AS t ON t.town = n.town
ORDER BY t.town_order, n.name_order, n.town_name
