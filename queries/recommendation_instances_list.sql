-- The scenario instances of the applications of a track, as the official sheet lists them.
-- zh: 推荐表场景实例
-- grain: project_id, instance_no
-- params:
--   call = '' : id of a call; '' = all
--   track = '' : track of the call, as track_options has them; '' = all
SELECT i.project_id, row_number() OVER (PARTITION BY i.project_id ORDER BY i.scenario_no, i.sheet_id, i."row") AS instance_no,
    coalesce(s.process, i.process) AS process, coalesce(s.scenario, i.scenario) AS scenario, i.instance,
    f.file, f.sheet, i."row"
FROM instance AS i
JOIN candidate AS c ON c.project_id = i.project_id AND ($call = '' OR c.call = $call) AND ($track = '' OR c.track = $track)
LEFT JOIN scenario AS s ON s.catalogue = i.catalogue AND s.scenario_no = i.scenario_no
JOIN source_sheet AS f ON f.sheet_id = i.sheet_id
ORDER BY i.project_id, instance_no
