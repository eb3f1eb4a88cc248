-- Every condition of a call against every application.
-- zh: 条件核对
-- grain: project_id, condition
-- params:
--   call = '' : id of a call; '' = all
--   project_id = '' : one application; '' = all
-- verdict: pass / fail / unknown; a missing fact is unknown, never a fail or a pass.
-- file, sheet, row, cell: what settled it; of n_rows rows (invoices, instances …) the deciding or first one.
SELECT v.project_id, p.enterprise, p.applied_tier, v.condition, v.title, v.verdict, v.severity,
    CASE
        WHEN v.value_text = '是' AND v.value_date IS NOT NULL THEN '是（' || v.value_date || '）'
        WHEN v.value_text IS NOT NULL THEN v.value_text
        WHEN v.value_date IS NOT NULL THEN CAST(v.value_date AS VARCHAR)
        WHEN v.value_num IS NULL THEN '未填报'
        WHEN v.unit = '元' THEN rtrim(rtrim(CAST(CAST(v.value_num / 10000 AS DECIMAL(18,6)) AS VARCHAR), '0'), '.') || ' 万元'
        ELSE rtrim(rtrim(CAST(CAST(v.value_num AS DECIMAL(18,2)) AS VARCHAR), '0'), '.') || ' ' || coalesce(v.unit, '')
    END AS value,
    CASE v.op
        WHEN 'is_true' THEN '是' WHEN 'is_false' THEN '否'
        WHEN 'in' THEN '属于 ' || replace(v.needed_value, ';', '、')
        WHEN 'clear_for_years' THEN '申报前 ' || CAST(CAST(v.needed_num AS INTEGER) AS VARCHAR) || ' 年内无'
        WHEN 'on_or_before' THEN '不晚于 ' || v.needed_value
        ELSE CASE v.op WHEN '>=' THEN '≥ ' WHEN '<=' THEN '≤ ' WHEN '!=' THEN '≠ ' ELSE '= ' END
            || CASE WHEN v.unit = '元'
                THEN rtrim(rtrim(CAST(CAST(v.needed_num / 10000 AS DECIMAL(18,6)) AS VARCHAR), '0'), '.') || ' 万元'
                ELSE rtrim(rtrim(CAST(CAST(v.needed_num AS DECIMAL(18,2)) AS VARCHAR), '0'), '.') || ' ' || coalesce(v.unit, '') END
    END AS needed,
    v.clause, v.quote, v.pack, v.is_ours, v.note, v.value_num, v.needed_num,
    f.file, f.sheet, v."row", v.letter || v."row" AS cell, v.n_rows
FROM verdict AS v
JOIN project AS p ON p.project_id = v.project_id
LEFT JOIN source_sheet AS f ON f.sheet_id = v.sheet_id
WHERE ($call = '' OR v.call = $call) AND ($project_id = '' OR v.project_id = $project_id)
ORDER BY v.project_id, v.condition
