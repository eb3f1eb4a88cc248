-- The figures of the documents that a what-if may change, each with its address, its value today and its clause.
-- zh: 可推演的条款数字
-- grain: address
-- address = table/document/entry[@item][@call]/column; the call only where a document opens several.
-- kind says what a value may be; optional: 'unknown' or 'none' is a value too. Settings that no rule reads are left out.
WITH n_calls AS (SELECT pack, count(*) AS n FROM call GROUP BY pack),
figures AS (
    SELECT 'tier' AS table_name, pack, CAST(NULL AS VARCHAR) AS call, tier AS entry, CAST(NULL AS VARCHAR) AS item,
        'amount_yuan' AS column_name, 'yuan' AS kind, 'unknown' AS optional, CAST(amount_yuan AS VARCHAR) AS today_value,
        '元' AS measure_unit, '奖励' AS entry_kind, tier AS title, '' AS subject, '金额' AS figure_name, clause, quote,
        1000 + tier_order AS figure_order
    FROM tier
    UNION ALL
    SELECT 'reward', pack, NULL, item, NULL, 'amount_yuan', 'yuan', 'unknown', CAST(amount_yuan AS VARCHAR), '元', '奖励', item,
        '', '金额', clause, quote, 1900
    FROM reward
    UNION ALL
    SELECT 'condition', pack, call, condition, item, 'value',
        CASE WHEN op = 'clear_for_years' THEN 'count' WHEN op = 'on_or_before' THEN 'date' WHEN op = 'in' THEN 'words'
            WHEN value_num IS NOT NULL THEN 'number' ELSE 'words' END,
        '', value, CASE WHEN op IN ('on_or_before', 'in') THEN '' ELSE coalesce(unit, '') END, '条件', title, item,
        '门槛', clause, quote, 2000 + 2 * condition_order
    FROM condition WHERE value IS NOT NULL
    UNION ALL
    SELECT 'condition', pack, call, condition, item, 'severity', 'severity', '', severity, '', '条件', title, item,
        '是否必备', clause, quote, 2001 + 2 * condition_order
    FROM condition
    UNION ALL
    SELECT 'quota', pack, call, track, applicant_kind, 'limit', 'count', '', CAST("limit" AS VARCHAR), '个', '名额', track,
        applicant_kind, '名额上限', clause, quote, 4001
    FROM quota
    UNION ALL
    SELECT 'quota', pack, call, track, applicant_kind, 'lifted_limit', 'count', '', CAST(lifted_limit AS VARCHAR), '个',
        '名额', track, applicant_kind, '增额后的上限', clause, quote, 4002
    FROM quota WHERE lifted_limit IS NOT NULL
    UNION ALL
    SELECT 'quota', pack, call, track, applicant_kind, 'lift_above', 'count', '', CAST(lift_above AS VARCHAR), '项', '名额',
        track, applicant_kind, '增额门槛（累计认定超过）', clause, quote, 4003
    FROM quota WHERE lift_above IS NOT NULL
    UNION ALL
    SELECT 'criterion', pack, call, criterion, track, 'weight', 'weight', '', CAST(weight AS VARCHAR), '分', '评分', title, track,
        '权重', clause, quote, 5000 + criterion_order
    FROM criterion
    UNION ALL
    SELECT 'setting', s.pack, NULL, s.key, NULL, 'value',
        CASE WHEN regexp_full_match(s.value, '[0-9]+') THEN 'count' ELSE 'words' END, '', s.value, '', '设定', s.meaning, '', '取值',
        s.clause, s.quote, 6000
    FROM setting AS s
    WHERE EXISTS (SELECT 1 FROM rule_script AS r WHERE contains(r.sql, '''' || s.key || ''''))
    UNION ALL
    SELECT 'pack', pack, NULL, '', NULL, 'valid_from', 'date', '', CAST(valid_from AS VARCHAR), '', '文件', '施行期', '', '生效日期', '',
        '', 1
    FROM pack
    UNION ALL
    SELECT 'pack', pack, NULL, '', NULL, 'valid_to', 'date', 'none', CAST(valid_to AS VARCHAR), '', '文件', '施行期', '', '失效日期', '',
        '', 2
    FROM pack
)
SELECT f.table_name || '/' || f.pack || CASE WHEN f.entry = '' THEN '' ELSE '/' || f.entry END
        || coalesce('@' || f.item, '') || CASE WHEN n.n > 1 THEN coalesce('@' || f.call, '') ELSE '' END || '/' || f.column_name
        AS address,
    f.table_name, f.pack, f.call, f.entry, f.item, f.column_name, f.kind, f.optional, f.today_value, f.measure_unit,
    f.entry_kind, f.title, f.subject, f.figure_name, f.clause, f.quote, f.figure_order
FROM figures AS f
LEFT JOIN n_calls AS n ON n.pack = f.pack
ORDER BY f.pack, f.figure_order, address
