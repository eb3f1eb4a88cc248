SELECT catalogue, n_scenarios, n_same, n_near, n_alone, n_instances, n_instances_mapped, n_instances_alone,
    n_instances_outside
FROM crosswalk_count
WHERE n_scenarios <> n_same + n_near + n_alone
    OR n_instances <> n_instances_mapped + n_instances_alone + n_instances_outside
