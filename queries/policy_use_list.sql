-- The rows that one entry of a document settled: verdicts, entitlements, scores, steps.
-- zh: 条目用到的行
-- grain: enterprise, project_id, day, detail, file, sheet, row
-- params:
--   pack = '' : document
--   entry_kind = '' : kind of entry, as policy_notes says it
--   entry_key = '' : the entry, as policy_notes says it
SELECT u.enterprise, u.credit_code, u.project_id, u.result, u.detail, u.amount_yuan, u.day, f.file, f.sheet, u."row"
FROM policy_use AS u
JOIN source_sheet AS f ON f.sheet_id = u.sheet_id
WHERE u.pack = $pack AND u.entry_kind = $entry_kind AND u.entry_key = $entry_key
ORDER BY u.enterprise, u.project_id, u.day, u.detail, f.file, f.sheet, u."row"
