-- The views that the district named: a page and its address.
-- zh: 常用视图
-- grain: title
SELECT title, page, note, address, view_order
FROM named_view
ORDER BY view_order, title
