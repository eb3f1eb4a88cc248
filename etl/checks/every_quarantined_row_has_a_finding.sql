SELECT s.file, s.sheet, r."row"
FROM source_row AS r
JOIN source_sheet AS s ON s.sheet_id = r.sheet_id
WHERE r.outcome = 'quarantined' AND NOT EXISTS (
    SELECT 1 FROM finding AS f
    WHERE f.file = s.file AND f.sheet = s.sheet AND f."row" = r."row" AND f.severity = 'error')
