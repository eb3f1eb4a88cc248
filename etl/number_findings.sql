-- Findings from the frame `incoming`, numbered by file, sheet, row and rule: the same input gives the same numbers.
-- Six digits, more where there are more: lpad cuts, and the millionth finding had the number of the first.
INSERT INTO finding BY NAME
SELECT
    'F' || lpad(
        CAST(row_number() OVER (ORDER BY file, sheet_order, at_row, at_letter, rule, message) AS VARCHAR),
        CAST(greatest(6, length(CAST(count(*) OVER () AS VARCHAR))) AS INTEGER), '0'
    ) AS finding,
    severity, rule, file, sheet, at_row AS "row",
    coalesce(place, CASE WHEN at_letter IS NOT NULL AND at_row IS NOT NULL THEN at_letter || CAST(at_row AS VARCHAR) END) AS cell,
    raw, message, action, kind
FROM (
    SELECT i.severity, i.rule, coalesce(s.file, i.file) AS file, coalesce(s.sheet, i.sheet) AS sheet,
           i."row" AS at_row, i.letter AS at_letter, i.raw, i.message, i.action, s.kind,
           coalesce(s.sheet_order, -1) AS sheet_order, p.place
    FROM incoming AS i
    LEFT JOIN source_sheet AS s ON s.sheet_id = i.sheet_id
    LEFT JOIN source_place AS p ON p.sheet_id = i.sheet_id AND p."row" = i."row" AND p.letter = i.letter
) AS placed;
