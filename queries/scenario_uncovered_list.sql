-- Scenarios that no project of the district covers, with the enterprises anywhere in it that are nearest to them.
-- zh: 全区空白场景与最近的企业
-- grain: catalogue, scenario_no, rank_no
-- params:
--   catalogue = 2023 : catalogue version, 2023 or 2025
-- Nearness as in scenario_blank_list, taken over all towns: a counterpart in the other catalogue, then most scenarios of the process,
-- then the credit code; three per scenario, rank_no 0 where the district has nobody.
WITH uncovered AS (
    SELECT s.* FROM scenario AS s
    WHERE s.catalogue = $catalogue
        AND NOT EXISTS (SELECT 1 FROM instance AS i WHERE i.catalogue = s.catalogue AND i.scenario_no = s.scenario_no)
),
ranked AS (
    SELECT b.*, row_number() OVER (
        PARTITION BY b.catalogue, b.scenario_no ORDER BY b.nearness, b.n_in_process DESC, b.credit_code
    ) AS place_no
    FROM scenario_blank AS b WHERE b.credit_code IS NOT NULL
)
SELECT u.scenario_no, u.scenario, CAST(coalesce(r.place_no, 0) AS INTEGER) AS rank_no, e.enterprise, e.town,
    coalesce(r.words, '全区没有企业做过对应、相近或同环节的场景') AS reason, u.process, r.credit_code, u.catalogue
FROM uncovered AS u
LEFT JOIN ranked AS r ON r.catalogue = u.catalogue AND r.scenario_no = u.scenario_no AND r.place_no <= 3
LEFT JOIN enterprise AS e ON e.credit_code = r.credit_code
ORDER BY u.scenario_no, rank_no, u.catalogue
