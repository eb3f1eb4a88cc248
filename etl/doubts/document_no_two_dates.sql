-- One document recognises on one day. Said of every date but the commonest.
SELECT count(*) AS n_checked FROM award WHERE document_no IS NOT NULL;
WITH dated AS (
    SELECT folded(document_no) AS number, award_date, count(*) AS n FROM award WHERE document_no IS NOT NULL GROUP BY folded(document_no), award_date
),
ranked AS (
    SELECT *, first_value(award_date) OVER most AS usual_date, row_number() OVER most AS place FROM dated
    WINDOW most AS (PARTITION BY number ORDER BY n DESC, award_date)
)
SELECT a.sheet_id, a."row", 'award_date' AS field, CAST(a.award_date AS VARCHAR) AS raw,
    '文号「' || a.document_no || '」的其他认定是 ' || r.usual_date || '，本行是 ' || a.award_date AS message
FROM award AS a
JOIN ranked AS r ON r.number = folded(a.document_no) AND r.award_date = a.award_date AND r.place > 1
ORDER BY a.sheet_id, a."row"
