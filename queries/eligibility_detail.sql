-- Every condition of a call against every application.
-- zh: 条件核对
-- grain: project_id, condition
-- params:
--   call = '' : id of a call; '' = all
--   project_id = '' : one application; '' = all
-- verdict: pass / fail / unknown; a missing fact is unknown, never a fail or a pass.
-- file, sheet, row, cell: what settled it; of n_rows rows (invoices, instances …) the deciding or first one.
SELECT v.project_id, v.enterprise, v.applied_tier, v.condition, v.title, v.verdict, v.severity,
    v.value_shown AS value, v.needed_shown AS needed,
    v.clause, v.quote, v.pack, v.is_ours, v.note, v.value_num, v.needed_num,
    f.file, f.sheet, v."row", v.letter || v."row" AS cell, v.n_rows
FROM verdict AS v
LEFT JOIN source_sheet AS f ON f.sheet_id = v.sheet_id
WHERE ($call = '' OR v.call = $call) AND ($project_id = '' OR v.project_id = $project_id)
ORDER BY v.project_id, v.condition
