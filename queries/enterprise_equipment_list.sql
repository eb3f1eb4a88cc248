-- The equipment, software, processes, technologies, standards and patents that one enterprise's applications list.
-- zh: 装备软件清单
-- grain: project_id, file, sheet, row
-- params:
--   credit_code = '' : credit code of one enterprise
SELECT x.project_id, x.category AS list_category, x.instance, x."class" AS item_class, x.item AS equipment_item, x.model,
    x.supplier, coalesce(x.description, x.note) AS use_note, f.file, f.sheet, x."row"
FROM equipment AS x
JOIN project AS p ON p.project_id = x.project_id
JOIN source_sheet AS f ON f.sheet_id = x.sheet_id
WHERE p.credit_code = $credit_code
ORDER BY x.project_id, f.file, f.sheet, x."row"
