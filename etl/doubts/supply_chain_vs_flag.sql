-- 申报智慧供应链 without an instance in a supply-chain process of the call's catalogue.
SELECT count(*) AS n_checked
FROM project AS p JOIN setting_of_call AS g ON g.call = p.call AND g.supply_processes <> ''
WHERE p.is_supply_chain AND EXISTS (SELECT 1 FROM instance AS i WHERE i.project_id = p.project_id);
SELECT p.sheet_id, p."row", 'is_supply_chain' AS field, '是' AS raw,
    '项目 ' || p.project_id || ' 申报智慧供应链，场景实例里没有一个供应链环节（第 ' || replace(g.supply_processes, ';', '、') || ' 环节）' AS message
FROM project AS p
JOIN setting_of_call AS g ON g.call = p.call AND g.supply_processes <> ''
JOIN project_fact AS f ON f.project_id = p.project_id AND f.field = 'n_supply_processes'
WHERE p.is_supply_chain AND f.value_num = 0
ORDER BY p.sheet_id, p."row"
