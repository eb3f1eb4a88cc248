-- The conditions of the national grades against one enterprise, with the cell that settled each.
-- zh: 国家梯度
-- grain: item, condition
-- params:
--   credit_code = '' : credit code of one enterprise
SELECT r.item, r.condition, r.title, r.verdict,
    coalesce(r.value_text, CAST(CAST(r.value_num AS INTEGER) AS VARCHAR) || ' ' || coalesce(r.unit, ''), '未填报') AS value,
    CASE WHEN r.op = 'is_true' THEN '是'
        ELSE '≥ ' || CAST(CAST(r.needed_num AS INTEGER) AS VARCHAR) || ' ' || coalesce(r.unit, '') END AS needed,
    r.note, r.clause, r.pack, f.file, f.sheet, r."row", r.letter || r."row" AS cell, r.n_rows
FROM readiness AS r
LEFT JOIN source_sheet AS f ON f.sheet_id = r.sheet_id
WHERE r.credit_code = $credit_code
ORDER BY r.item_order, r.item, r.condition_order, r.condition
