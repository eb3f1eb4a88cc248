-- What every quality rule guards, and what it says of this build: pass, fail or not applicable with the reason.
-- zh: 质量规则
-- grain: rule
-- params:
--   severity = '' : error | warning | info; '' = all
--   status = '' : pass | fail | not_applicable; '' = all
-- n_checked counts what stands in counted (rows, cells, projects, sheets …); the order is the catalogue's.
SELECT r.rule, r.title, r.guards, r.severity, q.status AS check_status, q.n_checked, r.counted, q.n_found, q.reason, r.scope AS looks_at, r.source
FROM quality_check AS q
JOIN rule AS r ON r.rule = q.rule
WHERE ($severity = '' OR r.severity = $severity) AND ($status = '' OR q.status = $status)
ORDER BY r.rule_order, r.rule
