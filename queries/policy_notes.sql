-- Every figure and rule of every document with its clause.
-- zh: 政策条目
-- grain: pack, entry_kind, entry, clause, subject, figure
-- params:
--   pack = '' : one document; '' = all
SELECT DISTINCT * FROM (
    SELECT pack, '奖励' AS entry_kind, tier AS entry, CASE WHEN amount_yuan IS NULL THEN '金额未知' ELSE
        CAST(CAST(amount_yuan / 10000 AS BIGINT) AS VARCHAR) || ' 万元' END AS figure, clause, quote, '第 ' || rank || ' 档' AS subject FROM tier
    UNION ALL SELECT pack, '奖励', item, CAST(CAST(amount_yuan / 10000 AS BIGINT) AS VARCHAR) || ' 万元', clause, quote,
        CASE basis WHEN 'per_report' THEN '每份报告' ELSE '最高，按实际投入' END FROM reward
    UNION ALL SELECT pack, '条件', title, CASE WHEN unit = '元' THEN CAST(CAST(value_num / 10000 AS BIGINT) AS VARCHAR) || ' 万元'
        WHEN op IN ('is_true', 'is_false') THEN CASE op WHEN 'is_true' THEN '是' ELSE '否' END
        ELSE CASE op WHEN '>=' THEN '≥ ' WHEN '<=' THEN '≤ ' WHEN 'on_or_before' THEN '不晚于 ' WHEN 'in' THEN '属于 ' ELSE '' END
            || value || CASE WHEN unit IS NULL OR unit = '日期' THEN '' ELSE ' ' || unit END END, clause, quote, item FROM condition
    UNION ALL SELECT pack, '名额', CASE track WHEN 'scene' THEN '优秀场景' ELSE '示范工厂' END,
        CAST("limit" AS VARCHAR) || CASE WHEN lifted_limit IS NULL THEN '' ELSE '（累计认定超过 ' || lift_above || ' 个时 ' || lifted_limit || '）' END,
        clause, quote, applicant_kind FROM quota
    UNION ALL SELECT pack, '期限', who, CAST(date AS VARCHAR), clause, quote, call FROM deadline
    UNION ALL SELECT pack, '流程', stage, CASE WHEN workdays IS NULL THEN '—' ELSE CAST(workdays AS VARCHAR) || ' 个工作日' END,
        clause, quote, coalesce(responsible, '') FROM stage
    UNION ALL SELECT pack, '材料', item, CASE WHEN is_required THEN '必交' ELSE '如有则提供' END, clause, quote, call FROM material
    UNION ALL SELECT pack, '评分', criterion_group || '：' || title, CAST(CAST(weight AS INTEGER) AS VARCHAR) || ' 分', clause, quote,
        CASE track WHEN 'scene' THEN '优秀场景' ELSE '示范工厂' END FROM criterion
    UNION ALL SELECT pack, '设定', meaning, -- a value in small letters is a code for the program, its meaning says it
        CASE WHEN value = lower(value) AND value <> upper(value) THEN '见条目' ELSE value END, clause, quote, '' FROM setting
    UNION ALL SELECT pack, '条文', clause, summary, clause, quote, '' FROM article
) AS entries
WHERE $pack = '' OR pack = $pack
ORDER BY pack, entry_kind, entry, clause, subject, figure
