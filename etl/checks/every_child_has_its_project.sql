WITH child AS (
    SELECT project_id FROM instance UNION ALL SELECT project_id FROM investment
    UNION ALL SELECT project_id FROM outcome UNION ALL SELECT project_id FROM stage_event
)
SELECT project_id FROM child WHERE project_id NOT IN (SELECT project_id FROM project)
