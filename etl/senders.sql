-- Who sent a file: the town, unit or enterprise that its rows agree on, with the file's name as a hint; never a guess.

CREATE TABLE file_sender AS
WITH placed AS (
    -- What every accepted row says about where it belongs: its enterprise, that enterprise's town, the unit that stamps.
    SELECT e.sheet_id, e.credit_code, e.town, coalesce(e.unit, e.town) AS unit FROM enterprise AS e
    UNION ALL
    SELECT f.sheet_id, f.credit_code, e.town, coalesce(e.unit, e.town)
    FROM finance AS f LEFT JOIN enterprise AS e ON e.credit_code = f.credit_code
    UNION ALL
    SELECT p.sheet_id, p.credit_code, coalesce(e.town, p.town), coalesce(p.unit, e.unit, e.town, p.town)
    FROM project AS p LEFT JOIN enterprise AS e ON e.credit_code = p.credit_code
    UNION ALL
    SELECT c.sheet_id, p.credit_code, coalesce(e.town, p.town), coalesce(p.unit, e.unit, e.town, p.town)
    FROM (
        SELECT sheet_id, project_id FROM instance UNION ALL SELECT sheet_id, project_id FROM investment
        UNION ALL SELECT sheet_id, project_id FROM outcome UNION ALL SELECT sheet_id, project_id FROM stage_event
    ) AS c
    JOIN project AS p ON p.project_id = c.project_id
    LEFT JOIN enterprise AS e ON e.credit_code = p.credit_code
    UNION ALL
    SELECT a.sheet_id, a.credit_code, e.town, coalesce(e.unit, e.town)
    FROM (
        SELECT sheet_id, credit_code FROM award UNION ALL SELECT sheet_id, credit_code FROM payment
        UNION ALL SELECT sheet_id, credit_code FROM diagnosis
    ) AS a
    LEFT JOIN enterprise AS e ON e.credit_code = a.credit_code
),
-- A file without sheets of its own in force (the same content as another, a returned reply) is its twin's sender's.
twin AS (
    SELECT f.file, coalesce(min(CASE WHEN s.file = f.file THEN f.file END), min(s.file)) AS owner,
        count(DISTINCT s.file) AS n_owners, bool_or(s.file = f.file) AS is_own
    FROM source_file AS f
    JOIN source_sheet AS s ON s.file_sha256 = f.file_sha256 AND s.kind NOT IN ('hidden', 'unknown', 'reply')
    GROUP BY f.file
),
agreed AS (
    SELECT t.file,
        count(DISTINCT p.unit) AS n_units, min(p.unit) AS unit, count(DISTINCT p.town) AS n_towns, min(p.town) AS town,
        count(DISTINCT p.credit_code) AS n_firms, min(p.credit_code) AS credit_code,
        -- A published list is no sheet that anybody fills in: authorities publish it.
        bool_and(s.kind IN ('award_list', 'payment_list') OR coalesce(k.kept_by, 'sender') = 'district') AS is_district,
        string_agg(DISTINCT p.unit, ';') AS units, string_agg(DISTINCT p.town, ';') AS towns
    FROM twin AS t
    JOIN source_sheet AS s ON s.file = t.owner AND s.kind NOT IN ('hidden', 'unknown', 'reply')
    LEFT JOIN source_kind AS k ON k.kind = s.kind
    LEFT JOIN placed AS p ON p.sheet_id = s.sheet_id
    GROUP BY t.file
),
hint AS (
    -- The one town or unit that the file's name or folder names; two or none are no hint.
    SELECT f.file, CASE WHEN count(DISTINCT n.name) = 1 THEN min(n.name) END AS name
    FROM (SELECT DISTINCT file FROM source_file) AS f
    JOIN (
        SELECT town AS word, town AS name FROM town UNION SELECT alias, town FROM town_alias
        UNION SELECT unit, unit FROM unit UNION SELECT alias, unit FROM unit_alias
    ) AS n ON contains(folded(f.file), folded(n.word))
    GROUP BY f.file
),
judged AS (
    SELECT f.file, a.*, h.name AS hint,
        CASE WHEN a.is_district THEN 'own_ledger'
            WHEN a.n_units = 1 AND h.name = a.unit THEN 'rows_unit'
            WHEN a.n_towns = 1 AND h.name = a.town THEN 'rows_town'
            WHEN a.n_firms = 1 THEN 'rows_enterprise'
            WHEN a.n_units = 1 THEN 'rows_unit'
            WHEN a.n_towns = 1 THEN 'rows_town'
            WHEN coalesce(a.n_firms, 0) = 0 AND h.name IS NOT NULL THEN 'file_name'
            WHEN contains(';' || a.units || ';' || a.towns || ';', ';' || h.name || ';') THEN 'file_name'
            WHEN coalesce(a.n_firms, 0) = 0 THEN 'none' ELSE 'several' END AS basis
    FROM (SELECT DISTINCT file FROM source_file) AS f
    LEFT JOIN (SELECT * EXCLUDE (file), file AS of_file FROM agreed) AS a ON a.of_file = f.file
    LEFT JOIN hint AS h ON h.file = f.file
),
named AS (
    SELECT j.file, j.basis, j.hint, j.n_towns, j.n_firms,
        CASE j.basis WHEN 'own_ledger' THEN '区本级' WHEN 'rows_unit' THEN j.unit WHEN 'rows_town' THEN j.town
            WHEN 'rows_enterprise' THEN coalesce(e.enterprise, j.credit_code) WHEN 'file_name' THEN j.hint
            WHEN 'several' THEN '多个街镇' ELSE '未识别' END AS sender,
        CASE WHEN j.basis = 'rows_enterprise' THEN j.credit_code END AS credit_code
    FROM judged AS j
    LEFT JOIN enterprise AS e ON e.credit_code = j.credit_code
)
SELECT n.file, n.sender,
    CASE n.basis WHEN 'own_ledger' THEN 'district' WHEN 'rows_enterprise' THEN 'enterprise' WHEN 'several' THEN 'several'
        WHEN 'none' THEN 'unknown' ELSE CASE WHEN t.town IS NOT NULL THEN 'town' ELSE 'unit' END END AS sender_kind,
    n.basis AS sender_basis, n.credit_code, n.hint, coalesce(n.n_towns, 0) AS n_towns, coalesce(n.n_firms, 0) AS n_firms
FROM named AS n
LEFT JOIN town AS t ON t.town = n.sender
ORDER BY n.file;
COMMENT ON TABLE file_sender IS 'One row per file name: whose delivery it is and what tells so';
COMMENT ON COLUMN file_sender.sender_basis IS 'rows_unit | rows_town | rows_enterprise: all accepted rows agree; file_name: they do not, or there are none, and the name says one of them; own_ledger: only kinds that the district keeps; several; none';
COMMENT ON COLUMN file_sender.hint IS 'The one town or unit that the name of the file names';
