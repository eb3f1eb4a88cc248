-- The scenario instances of the applications of a track, as the official sheet lists them.
-- zh: 推荐表场景实例
-- grain: project_id, instance_no
-- params:
--   call = national-2023 : id of a call
--   track = scene : scene or factory
SELECT i.project_id, row_number() OVER (PARTITION BY i.project_id ORDER BY i.scenario_no, i.sheet_id, i."row") AS instance_no,
    coalesce(s.process, i.process) AS process, coalesce(s.scenario, i.scenario) AS scenario, i.instance,
    f.file, f.sheet, i."row"
FROM instance AS i
JOIN candidate AS c ON c.project_id = i.project_id AND c.call = $call AND c.track = $track
LEFT JOIN scenario AS s ON s.catalogue = i.catalogue AND s.scenario_no = i.scenario_no
JOIN source_sheet AS f ON f.sheet_id = i.sheet_id
ORDER BY i.project_id, instance_no
