-- What a list adds to the sums belongs to an enterprise of the ledger, by a written rule or a person's ruling.
SELECT l.sheet_id, l."row", l.name
FROM listed AS l
WHERE l.counted_as IS NOT NULL AND (l.status <> 'matched' OR l.match_rule IS NULL
    OR l.credit_code NOT IN (SELECT credit_code FROM enterprise))
