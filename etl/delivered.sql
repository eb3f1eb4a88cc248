-- How much was delivered, by the words that a rule's looks_at (quality.toml) may hold: a type of column (its cells, empty ones
-- included), required, cells, rows, sheets, files. `field_type` is the frame of the source cards' fields.
WITH delivered_column AS (
    SELECT t.type, t.is_required, s.n_accepted + s.n_quarantined AS n_rows
    FROM source_sheet AS s
    JOIN source_column AS c ON c.sheet_id = s.sheet_id
    JOIN field_type AS t ON t.kind = s.kind AND t.field = c.field
)
SELECT type AS what, CAST(sum(n_rows) AS BIGINT) AS n FROM delivered_column GROUP BY type
UNION ALL SELECT 'required', CAST(sum(n_rows) AS BIGINT) FROM delivered_column WHERE is_required
UNION ALL SELECT 'cells', CAST(sum(n_rows) AS BIGINT) FROM delivered_column
UNION ALL SELECT 'rows', count(*) FROM source_row
UNION ALL SELECT 'sheets', count(*) FROM source_sheet
UNION ALL SELECT 'files', count(*) FROM source_file
