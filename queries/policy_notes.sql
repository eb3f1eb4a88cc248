-- Every figure and rule of every document with its clause, and how many rows it settled.
-- zh: 政策条目
-- grain: pack, call, entry_kind, entry_key
-- params:
--   pack = '' : one document; '' = all
--   entry_kind = '' : 奖励, 条件, 名额, 期限, 流程, 材料, 评分, 设定, 资金科目 or 条文; '' = all
SELECT e.pack, e.entry_kind, e.clause, e.entry_key, e.entry, e.subject, e.figure, coalesce(u.n_uses, 0) AS n_uses,
    coalesce(u.results, '') AS results,
    CASE e.entry_kind WHEN '奖励' THEN '梯度档次、资金、总览' WHEN '条件' THEN '名额、推荐、项目与企业'
        WHEN '名额' THEN '名额、推荐、总览' WHEN '期限' THEN '名额' WHEN '流程' THEN '项目与企业' WHEN '材料' THEN '名额、推荐'
        WHEN '评分' THEN '推荐' WHEN '设定' THEN '随所设定的规则' WHEN '资金科目' THEN '资金' ELSE '只在本页' END AS pages,
    e.quote, e.call
FROM policy_entry AS e
LEFT JOIN policy_use_count AS u ON u.pack = e.pack AND u.entry_kind = e.entry_kind AND u.entry_key = e.entry_key
WHERE ($pack = '' OR e.pack = $pack) AND ($entry_kind = '' OR e.entry_kind = $entry_kind)
ORDER BY e.pack, e.entry_order, e.entry_kind, e.call, e.entry_key
