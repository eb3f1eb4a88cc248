-- Evidence 第三方, and the list of what was handed in has no report that a third party could have written.
SELECT count(DISTINCT o.project_id) AS n_checked
FROM outcome AS o JOIN project AS p ON p.project_id = o.project_id AND p.materials IS NOT NULL
WHERE o.evidence = '第三方';
SELECT o.sheet_id, min(o."row") AS "row", 'evidence' AS field, '第三方' AS raw,
    '项目 ' || o.project_id || ' 的佐证级别为第三方，申报材料里没有第三方的报告或证书' AS message
FROM outcome AS o
JOIN project AS p ON p.project_id = o.project_id
WHERE o.evidence = '第三方'
    AND NOT regexp_matches(p.materials, '第三方|检测|检验|鉴定|审计|认证|证书|评估报告|核查')
GROUP BY o.sheet_id, o.project_id
ORDER BY o.sheet_id, 2
