-- Credit codes and application numbers of one enterprise ($code) or of one town or unit ($name); '' asks for neither.
SELECT e.credit_code AS mark
FROM enterprise AS e
WHERE e.credit_code = $code OR ($name <> '' AND $name IN (coalesce(e.unit, e.town), e.town))
UNION
SELECT p.project_id
FROM project AS p
LEFT JOIN enterprise AS e ON e.credit_code = p.credit_code
WHERE p.credit_code = $code OR ($name <> '' AND $name IN (coalesce(p.unit, e.unit, e.town, p.town), e.town))
ORDER BY mark
