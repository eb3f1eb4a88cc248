-- The policy tables as they are in the snapshot (`today`), with the changes of the table `change` in them.
CREATE TABLE tier AS
SELECT t.* REPLACE (CASE WHEN c.entry IS NULL THEN t.amount_yuan ELSE CAST(nullif(c.value, 'unknown') AS DECIMAL(18,2)) END
    AS amount_yuan)
FROM today.tier AS t
LEFT JOIN change AS c ON c.table_name = 'tier' AND c.pack = t.pack AND c.entry = t.tier
ORDER BY t.rowid;

CREATE TABLE reward AS
SELECT t.* REPLACE (CASE WHEN c.entry IS NULL THEN t.amount_yuan ELSE CAST(nullif(c.value, 'unknown') AS DECIMAL(18,2)) END
    AS amount_yuan)
FROM today.reward AS t
LEFT JOIN change AS c ON c.table_name = 'reward' AND c.pack = t.pack AND c.entry = t.item
ORDER BY t.rowid;

CREATE TABLE condition AS
SELECT t.* REPLACE (coalesce(v.value, t.value) AS value,
    CASE WHEN t.value_num IS NULL THEN NULL ELSE coalesce(CAST(v.value AS DOUBLE), t.value_num) END AS value_num,
    CASE WHEN t.value_date IS NULL THEN NULL ELSE coalesce(CAST(v.value AS DATE), t.value_date) END AS value_date,
    coalesce(s.value, t.severity) AS severity)
FROM today.condition AS t
LEFT JOIN change AS v ON v.table_name = 'condition' AND v.column_name = 'value' AND v.pack = t.pack
    AND v.call IS NOT DISTINCT FROM t.call AND v.entry = t.condition AND v.item = t.item
LEFT JOIN change AS s ON s.table_name = 'condition' AND s.column_name = 'severity' AND s.pack = t.pack
    AND s.call IS NOT DISTINCT FROM t.call AND s.entry = t.condition AND s.item = t.item
ORDER BY t.rowid;

CREATE TABLE quota AS
SELECT t.* REPLACE (coalesce(CAST(a.value AS INTEGER), t."limit") AS "limit",
    coalesce(CAST(b.value AS INTEGER), t.lifted_limit) AS lifted_limit,
    coalesce(CAST(c.value AS INTEGER), t.lift_above) AS lift_above)
FROM today.quota AS t
LEFT JOIN change AS a ON a.table_name = 'quota' AND a.column_name = 'limit' AND a.pack = t.pack AND a.call = t.call
    AND a.entry = t.track AND a.item = t.applicant_kind
LEFT JOIN change AS b ON b.table_name = 'quota' AND b.column_name = 'lifted_limit' AND b.pack = t.pack AND b.call = t.call
    AND b.entry = t.track AND b.item = t.applicant_kind
LEFT JOIN change AS c ON c.table_name = 'quota' AND c.column_name = 'lift_above' AND c.pack = t.pack AND c.call = t.call
    AND c.entry = t.track AND c.item = t.applicant_kind
ORDER BY t.rowid;

CREATE TABLE criterion AS
SELECT t.* REPLACE (coalesce(CAST(c.value AS DOUBLE), t.weight) AS weight)
FROM today.criterion AS t
LEFT JOIN change AS c ON c.table_name = 'criterion' AND c.pack = t.pack AND c.call = t.call AND c.entry = t.criterion
    AND c.item = t.track
ORDER BY t.rowid;

CREATE TABLE setting AS
SELECT t.* REPLACE (coalesce(c.value, t.value) AS value)
FROM today.setting AS t
LEFT JOIN change AS c ON c.table_name = 'setting' AND c.pack = t.pack AND c.entry = t.key
ORDER BY t.rowid;

CREATE TABLE pack AS
SELECT t.* REPLACE (coalesce(CAST(f.value AS DATE), t.valid_from) AS valid_from,
    CASE WHEN u.pack IS NULL THEN t.valid_to ELSE CAST(nullif(u.value, 'none') AS DATE) END AS valid_to)
FROM today.pack AS t
LEFT JOIN change AS f ON f.table_name = 'pack' AND f.column_name = 'valid_from' AND f.pack = t.pack
LEFT JOIN change AS u ON u.table_name = 'pack' AND u.column_name = 'valid_to' AND u.pack = t.pack
ORDER BY t.rowid;
