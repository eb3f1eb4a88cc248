WITH stored AS (
    SELECT sheet_id, "row" FROM enterprise UNION ALL SELECT sheet_id, "row" FROM finance
    UNION ALL SELECT sheet_id, "row" FROM project UNION ALL SELECT sheet_id, "row" FROM instance
    UNION ALL SELECT sheet_id, "row" FROM investment UNION ALL SELECT sheet_id, "row" FROM award
    UNION ALL SELECT sheet_id, "row" FROM payment UNION ALL SELECT sheet_id, "row" FROM budget
    UNION ALL SELECT sheet_id, "row" FROM diagnosis UNION ALL SELECT sheet_id, "row" FROM stage_event
    UNION ALL SELECT sheet_id, "row" FROM equipment
    UNION ALL SELECT sheet_id, "row" FROM listed WHERE status <> 'waiting' AND counted_as IS NULL
),
counted AS (
    SELECT s.sheet_id, s.file, s.sheet, s.n_accepted, count(t."row") AS n_stored
    FROM source_sheet AS s LEFT JOIN stored AS t ON t.sheet_id = s.sheet_id
    WHERE s.kind <> 'outcome'
    GROUP BY s.sheet_id, s.file, s.sheet, s.n_accepted
)
SELECT * FROM counted WHERE n_accepted <> n_stored
