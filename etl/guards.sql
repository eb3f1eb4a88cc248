-- What the doubts (etl/doubts) share: thresholds and words, whose payment it is, whose invoice, which two projects are one.

CREATE MACRO guard_value(wanted) AS (SELECT g.value FROM guard AS g WHERE g.guard = wanted);

CREATE VIEW step_order AS
-- The order of the steps that every application takes, as the 流程 sheet lists them; 异议, 退回 and 撤回 may come at any time.
SELECT * FROM (VALUES ('申报', 1), ('初审', 2), ('评审', 3), ('公示', 4), ('审议', 5), ('认定', 6), ('拨付', 7)) AS steps (stage, step_no);
COMMENT ON VIEW step_order IS 'Steps of an application in their order';

CREATE VIEW firm_name AS
-- Every name of an enterprise on the ledger, folded.
SELECT credit_code, folded(enterprise) AS plain, FALSE AS is_former FROM enterprise
UNION ALL
SELECT credit_code, folded(former), TRUE
FROM (SELECT credit_code, unnest(string_split(former_names, '；')) AS former FROM enterprise WHERE former_names IS NOT NULL) AS formers
WHERE folded(former) <> '';
COMMENT ON VIEW firm_name IS 'Present and former names per credit code, without width, case and white space';

CREATE VIEW firm_payment AS
-- A payment belongs to the enterprise whose former name the payee bears, whatever credit code stands beside it.
SELECT p.*, folded(p.payee) AS plain, CASE WHEN own.plain IS NOT NULL THEN p.credit_code ELSE coalesce(f.credit_code, p.credit_code) END AS firm_code
FROM payment AS p
LEFT JOIN (SELECT plain, min(credit_code) AS credit_code FROM firm_name WHERE is_former GROUP BY plain) AS f ON f.plain = folded(p.payee)
LEFT JOIN (SELECT DISTINCT credit_code, plain FROM firm_name WHERE is_former) AS own
    ON own.credit_code = p.credit_code AND own.plain = folded(p.payee);
COMMENT ON VIEW firm_payment IS 'Payments with the credit code of the enterprise they reached: a former name leads to the present enterprise';

CREATE VIEW shared_invoice_line AS
-- An invoice line and each other project that hands in the same invoice. A short number is only unique per supplier:
-- two that are known and differ make two invoices.
SELECT i.sheet_id, i."row", i.invoice_no, i.amount_yuan, i.project_id, p.credit_code, p.call,
    o.project_id AS other_id, q.credit_code AS other_code, q.call AS other_call
FROM investment AS i
JOIN (SELECT DISTINCT invoice_no, project_id, supplier FROM investment) AS o
    ON o.invoice_no = i.invoice_no AND o.project_id <> i.project_id
    AND (length(i.invoice_no) >= (SELECT value FROM guard WHERE guard = 'unique_invoice_digits')
        OR i.supplier IS NULL OR o.supplier IS NULL OR folded(i.supplier) = folded(o.supplier))
JOIN project AS p ON p.project_id = i.project_id
JOIN project AS q ON q.project_id = o.project_id;
COMMENT ON VIEW shared_invoice_line IS 'One row per invoice line, spelling of the supplier and other project with the same invoice';

CREATE TABLE twin_project AS
-- Two applications of one enterprise in two calls for what looks like one project; what was sent back or withdrawn may come again.
WITH shared AS (
    SELECT project_id, other_id, count(DISTINCT invoice_no) AS n_shared, sum(amount_yuan) AS shared_yuan
    FROM (SELECT DISTINCT sheet_id, "row", invoice_no, amount_yuan, project_id, other_id FROM shared_invoice_line
        WHERE credit_code = other_code AND call <> other_call) AS lines
    GROUP BY project_id, other_id
),
closed AS (SELECT DISTINCT project_id FROM stage_event WHERE stage IN ('退回', '撤回'))
SELECT p.project_id, q.project_id AS other_id, coalesce(s.n_shared, 0) AS n_shared,
    CAST(coalesce(s.shared_yuan, 0) AS DECIMAL(18,2)) AS shared_yuan, folded(p.project) = folded(q.project) AS is_same_name
FROM project AS p
JOIN project AS q ON q.credit_code = p.credit_code AND q.call <> p.call
    AND (coalesce(q.applied_date, DATE '0001-01-01'), q.project_id) < (coalesce(p.applied_date, DATE '0001-01-01'), p.project_id)
LEFT JOIN shared AS s ON s.project_id = p.project_id AND s.other_id = q.project_id
WHERE (folded(p.project) = folded(q.project) OR s.n_shared >= (SELECT value FROM guard WHERE guard = 'shared_invoices'))
    AND NOT EXISTS (SELECT 1 FROM closed AS c WHERE c.project_id IN (p.project_id, q.project_id))
ORDER BY p.project_id, other_id;
COMMENT ON TABLE twin_project IS 'The later application of a pair, the earlier one, and what they share';
