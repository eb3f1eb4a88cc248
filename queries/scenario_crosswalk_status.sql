-- Both directions of the crosswalk: every scenario stands in it, and no instance is lost or counted twice.
-- zh: 场景目录对照核对
-- grain: catalogue
-- n_scenarios = n_same + n_near + n_alone; n_instances = n_instances_mapped + n_instances_alone + n_instances_outside.
SELECT catalogue, other_catalogue, n_scenarios, n_same, n_near, n_alone, n_several, n_instances, n_instances_mapped,
    n_instances_alone, n_instances_outside,
    n_scenarios = n_same + n_near + n_alone
        AND n_instances = n_instances_mapped + n_instances_alone + n_instances_outside AS is_conserved
FROM crosswalk_count
ORDER BY catalogue
