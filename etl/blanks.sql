-- Scenarios of a catalogue that no project in a town covers, and the enterprises of that town that are nearest to them.

CREATE TABLE scenario_blank AS
-- Nearest first: 1 has the same scenario in another town; 2 has its counterpart in the other catalogue, the same one
-- (crosswalk same); 3 a near one (crosswalk near); 4 other scenarios of the same process. Within each: more other
-- scenarios of the process first, then the credit code. Three per blank; rank_no 0 where the town has nobody.
WITH covered AS (
    SELECT DISTINCT p.credit_code, e.town AS home_town, p.town AS site_town, i.catalogue, i.scenario_no
    FROM instance AS i
    JOIN project AS p ON p.project_id = i.project_id
    LEFT JOIN enterprise AS e ON e.credit_code = p.credit_code
    WHERE i.scenario_no IS NOT NULL
),
blank AS (
    SELECT s.catalogue, s.process_no, s.process, s.scenario_no, s.scenario, t.town, t.town_order
    FROM scenario AS s CROSS JOIN town AS t
    LEFT JOIN (SELECT DISTINCT catalogue, scenario_no, site_town FROM covered) AS c
        ON c.catalogue = s.catalogue AND c.scenario_no = s.scenario_no AND c.site_town = t.town
    WHERE c.site_town IS NULL
),
owned AS (SELECT DISTINCT credit_code, home_town, catalogue, scenario_no FROM covered WHERE home_town IS NOT NULL),
counterpart AS (
    SELECT '2023' AS catalogue, no_2023 AS scenario_no, '2025' AS other_catalogue, no_2025 AS other_no, relation
    FROM crosswalk WHERE relation IN ('same', 'near')
    UNION ALL SELECT '2025', no_2025, '2023', no_2023, relation FROM crosswalk WHERE relation IN ('same', 'near')
),
near_by AS (
    SELECT b.catalogue, b.scenario_no, b.town, h.credit_code, 1 AS nearness, h.scenario_no AS other_no, b.catalogue AS other_catalogue
    FROM blank AS b
    JOIN owned AS h ON h.home_town = b.town AND h.catalogue = b.catalogue AND h.scenario_no = b.scenario_no
    UNION ALL
    SELECT b.catalogue, b.scenario_no, b.town, h.credit_code, CASE c.relation WHEN 'same' THEN 2 ELSE 3 END, c.other_no, c.other_catalogue
    FROM blank AS b
    JOIN counterpart AS c ON c.catalogue = b.catalogue AND c.scenario_no = b.scenario_no
    JOIN owned AS h ON h.home_town = b.town AND h.catalogue = c.other_catalogue AND h.scenario_no = c.other_no
    UNION ALL
    SELECT b.catalogue, b.scenario_no, b.town, h.credit_code, 4, h.scenario_no, b.catalogue
    FROM blank AS b
    JOIN scenario AS s ON s.catalogue = b.catalogue AND s.process_no = b.process_no AND s.scenario_no <> b.scenario_no
    JOIN owned AS h ON h.home_town = b.town AND h.catalogue = s.catalogue AND h.scenario_no = s.scenario_no
),
told AS (
    SELECT n.catalogue, n.scenario_no, n.town, n.credit_code, min(n.nearness) AS best,
        count(CASE WHEN n.nearness = 4 THEN 1 END) AS n_in_process,
        string_agg(CASE WHEN n.nearness = 2 THEN '「' || s.scenario || '」' END, '、' ORDER BY n.other_no) AS same_words,
        string_agg(CASE WHEN n.nearness = 3 THEN '「' || s.scenario || '」' END, '、' ORDER BY n.other_no) AS near_words,
        string_agg(CASE WHEN n.nearness = 4 THEN '「' || s.scenario || '」' END, '、' ORDER BY n.other_no) AS process_words,
        max(CASE WHEN n.nearness IN (2, 3) THEN n.other_catalogue END) AS other_catalogue
    FROM near_by AS n
    JOIN scenario AS s ON s.catalogue = n.other_catalogue AND s.scenario_no = n.other_no
    GROUP BY n.catalogue, n.scenario_no, n.town, n.credit_code
),
ranked AS (
    SELECT *,
        row_number() OVER (
            PARTITION BY catalogue, scenario_no, town ORDER BY best, n_in_process DESC, credit_code
        ) AS place_no
    FROM told
)
SELECT b.catalogue, b.process_no, b.process, b.scenario_no, b.scenario, b.town, b.town_order,
    coalesce(r.place_no, 0) AS rank_no, r.credit_code, r.best AS nearness, r.n_in_process,
    coalesce(nullif(concat_ws('；', CASE WHEN r.best = 1 THEN '在别的街镇已做这个场景' END,
        '已做 ' || r.other_catalogue || ' 年版同一场景' || r.same_words,
        '已做 ' || r.other_catalogue || ' 年版相近场景' || r.near_words,
        '同环节已做 ' || r.n_in_process || ' 个场景：' || r.process_words), ''),
        '本街镇没有企业做过对应、相近或同环节的场景') AS words
FROM blank AS b
LEFT JOIN ranked AS r ON r.catalogue = b.catalogue AND r.scenario_no = b.scenario_no AND r.town = b.town AND r.place_no <= 3
ORDER BY b.catalogue, b.scenario_no, b.town_order, rank_no;
COMMENT ON TABLE scenario_blank IS 'Scenarios that no project in a town covers with up to three nearest enterprises of the town; rank_no 0: nobody';
