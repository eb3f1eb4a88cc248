-- One project in two calls: allowed (recognised firms are recommended upward first), but its money may not be counted twice.
SELECT count(*) AS n_checked FROM project;
SELECT p.sheet_id, p."row", c.letter, p.project AS raw,
    '与同一企业的项目 ' || t.other_id || '（' || coalesce(k.title, q.call) || '）'
        || CASE WHEN t.n_shared > 0 THEN '共用 ' || t.n_shared || ' 张发票，合计 ' || round(CAST(t.shared_yuan AS DOUBLE) / 10000, 2) || ' 万元'
            ELSE '' END
        || CASE WHEN t.is_same_name AND t.n_shared > 0 THEN '，' ELSE '' END
        || CASE WHEN t.is_same_name THEN '项目名称相同' ELSE '' END || '，疑为同一项目' AS message,
    '逐级推荐可以同报；请核实同一笔投入没有重复享受资金' AS action
FROM twin_project AS t
JOIN project AS p ON p.project_id = t.project_id
JOIN project AS q ON q.project_id = t.other_id
LEFT JOIN call AS k ON k.call = q.call
LEFT JOIN source_column AS c ON c.sheet_id = p.sheet_id AND c.field = 'project'
ORDER BY p.sheet_id, p."row", t.other_id
