-- Every finding with the sender of its file, its place in the file and the heading of its column.
SELECT f.finding, f.severity, f.rule, r.title, f.file, coalesce(f.sheet, '') AS sheet, f."row", f.cell, f.raw,
    f.message, f.action, w.sender, s.sheet_id, c.heading, d.cells
FROM finding AS f
JOIN rule AS r ON r.rule = f.rule
LEFT JOIN file_sender AS w ON w.file = f.file
LEFT JOIN source_sheet AS s ON s.file = f.file AND s.sheet = coalesce(f.sheet, '') AND s.kind <> 'reply'
LEFT JOIN source_column AS c
    ON c.sheet_id = s.sheet_id AND c.letter = regexp_extract(coalesce(f.cell, ''), '^[A-Z]+')
LEFT JOIN source_row AS d ON d.sheet_id = s.sheet_id AND d."row" = f."row"
ORDER BY f.finding
