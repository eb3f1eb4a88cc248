SELECT s.catalogue, s.scenario_no
FROM scenario AS s
WHERE s.catalogue IN (SELECT catalogue FROM crosswalk_both) AND NOT EXISTS (
    SELECT 1 FROM crosswalk_both AS x WHERE x.catalogue = s.catalogue AND x.scenario_no = s.scenario_no)
