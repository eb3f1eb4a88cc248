-- One delivered row, cell by cell, as it stood in the file.
-- zh: 原始行
-- grain: letter
-- params:
--   file = '' : file name
--   sheet = '' : sheet name
--   row = 0 : row number
-- Contacts are not in the warehouse; phone numbers in free text are masked.
SELECT c.letter, coalesce(p.place, c.letter || CAST(r."row" AS VARCHAR)) AS cell, c.heading, c.field,
    json_extract_string(r.cells, '$.' || c.letter) AS raw, r.outcome
FROM source_row AS r
JOIN source_sheet AS s ON s.sheet_id = r.sheet_id
JOIN source_column AS c ON c.sheet_id = r.sheet_id
LEFT JOIN source_place AS p ON p.sheet_id = r.sheet_id AND p."row" = r."row" AND p.letter = c.letter
WHERE s.file = $file AND s.sheet = $sheet AND r."row" = CAST($row AS INTEGER)
    AND json_exists(r.cells, '$.' || c.letter)
ORDER BY length(c.letter), c.letter
