-- Every row of the published lists: whose it is by which rule, and whether it counts.
-- zh: 名单逐行
-- grain: file, sheet, row
-- params:
--   match_state = '' : matched | waiting | outside; '' = all
--   spelling = '' : the name as it is compared; '' = all
--   code = '' : credit code of the enterprise it is attached to; '' = all
-- A row that counts is a row of the award or payment table too. Waiting ones are quarantined.
SELECT l.name AS listed_name, l.status AS match_state, l.match_rule, l.enterprise, l.credit_code, l.why AS match_why,
    l.kind AS list_kind, l.item AS listed_item, l.tier, l.project, l.amount_yuan, l.list_date, l.is_proposed,
    l.counted_as IS NOT NULL AS is_counted, l.uncounted, l.list_title, f.file, f.sheet, l."row", l.spelling, l.row_text,
    l.apart
FROM listed AS l
JOIN source_sheet AS f ON f.sheet_id = l.sheet_id
WHERE ($match_state = '' OR l.status = $match_state) AND ($spelling = '' OR l.spelling = $spelling)
    AND ($code = '' OR l.credit_code = $code)
ORDER BY f.file, f.sheet, l."row"
