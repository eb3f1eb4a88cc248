-- How far every enterprise is on the grades of a scheme that opens no call (national-2025-251): conditions without a
-- call, judged on what the ledger knows about the enterprise. A scene that nobody registered may exist: unknown, not no.

CREATE TABLE enterprise_fact AS
WITH grade_process AS (
    SELECT pack, split_part(part, '=', 1) AS grade_process, unnest(string_split(split_part(part, '=', 2), ',')) AS process
    FROM (SELECT pack, unnest(string_split(value, ';')) AS part FROM setting WHERE key = 'grade_processes') AS parts
),
covered AS (
    SELECT p.credit_code, 'covers:' || g.grade_process AS field, count(*) AS n_rows,
        min(CAST(i.sheet_id AS BIGINT) * 10000000 + i."row") AS first_key
    FROM grade_process AS g
    JOIN pack AS k ON k.pack = g.pack
    JOIN scenario AS s ON s.catalogue = k.catalogue AND s.process = g.process
    JOIN instance AS i ON i.catalogue = s.catalogue AND i.scenario_no = s.scenario_no
    JOIN project AS p ON p.project_id = i.project_id
    GROUP BY p.credit_code, g.grade_process
)
SELECT credit_code, 'maturity_level' AS field, CAST(NULL AS VARCHAR) AS value_text,
    CAST(maturity_level AS DOUBLE) AS value_num, CAST(NULL AS DATE) AS value_date, 'maturity_level' AS source_field,
    1 AS n_rows, sheet_id, "row"
FROM enterprise
UNION ALL
SELECT credit_code, field, '是', NULL, NULL, 'scenario', n_rows,
    CAST(first_key // 10000000 AS INTEGER), CAST(first_key % 10000000 AS INTEGER)
FROM covered
ORDER BY credit_code, field;
COMMENT ON TABLE enterprise_fact IS 'Long table of facts per enterprise that grades without a call ask for';

CREATE TABLE readiness AS
SELECT e.credit_code, c.pack, c.item, list_position(string_split(g.value, ';'), c.item) AS item_order, c.condition,
    c.condition_order, c.title,
    judgement(c.op, f.value_text, f.value_num, f.value_date, c.value, c.value_num, c.value_date, b.as_of) AS verdict,
    f.value_text, f.value_num, f.value_date, c.op, c.value AS needed_value, c.value_num AS needed_num, c.unit,
    c.is_ours, c.clause, c.quote, c.note, f.sheet_id, f."row", l.letter, coalesce(f.n_rows, 0) AS n_rows
FROM enterprise AS e
CROSS JOIN build AS b
JOIN condition AS c ON c.call IS NULL
JOIN setting AS g ON g.pack = c.pack AND g.key = 'grades'
LEFT JOIN enterprise_fact AS f ON f.credit_code = e.credit_code AND f.field = c.field
LEFT JOIN source_column AS l ON l.sheet_id = f.sheet_id AND l.field = f.source_field
ORDER BY e.credit_code, item_order, c.condition_order;
COMMENT ON TABLE readiness IS 'Conditions of a graded scheme against every enterprise: pass | fail | unknown';
