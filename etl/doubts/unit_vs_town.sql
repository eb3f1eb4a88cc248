-- A town's office stamps for an enterprise of another town. District companies stamp for any.
SELECT count(*) AS n_checked FROM enterprise AS e JOIN unit AS u ON u.unit = e.unit AND u.town IS NOT NULL;
SELECT e.sheet_id, e."row", 'unit' AS field, e.unit AS raw,
    '「' || e.enterprise || '」所属街镇是' || e.town || '，推荐单位却是' || e.unit AS message
FROM enterprise AS e
JOIN unit AS u ON u.unit = e.unit
WHERE u.town <> e.town
ORDER BY e.sheet_id, e."row"
