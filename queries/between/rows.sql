-- Every accepted row of one build, and what the rules make of them. Asked after USE on that build. row_key tells rows of one kind apart across builds, amount_yuan is what a kind sums up,
-- facts every field of the row as JSON. Of published lists only the rows that stand beside the sums: the others are awards or
-- payments, or wait. is_computed: a result of the rules; it has no cells of its own.
WITH every_row AS (
    SELECT 'enterprise' AS kind, false AS is_computed, t.credit_code AS row_key, t.credit_code, t.enterprise,
        CAST(NULL AS VARCHAR) AS project_id, t.town, CAST(NULL AS VARCHAR) AS item,
        CAST(NULL AS DECIMAL(18,2)) AS amount_yuan, to_json(t) AS facts, t.sheet_id, t."row"
    FROM enterprise AS t
    UNION ALL
    SELECT 'finance', false, concat_ws('|', t.credit_code, t.year), t.credit_code, t.enterprise, NULL, NULL,
        CAST(t.year AS VARCHAR), t.revenue_yuan, to_json(t), t.sheet_id, t."row" FROM finance AS t
    UNION ALL
    SELECT 'project', false, t.project_id, t.credit_code, t.enterprise, t.project_id, t.town, t.applied_tier,
        t.declared_yuan, to_json(t), t.sheet_id, t."row" FROM project AS t
    UNION ALL
    SELECT 'instance', false, concat_ws('|', t.project_id, t.catalogue, t.scenario, t.instance), NULL, NULL, t.project_id,
        NULL, t.instance, t.spent_yuan, to_json(t), t.sheet_id, t."row" FROM instance AS t
    UNION ALL
    SELECT 'investment', false, concat_ws('|', t.project_id, t.invoice_no, t.item), NULL, NULL, t.project_id, NULL,
        t.invoice_no || ' ' || t.item, t.amount_yuan, to_json(t), t.sheet_id, t."row" FROM investment AS t
    UNION ALL
    SELECT 'outcome', false, concat_ws('|', t.project_id, t.metric), NULL, NULL, t.project_id, NULL, t.metric, NULL,
        to_json(t), t.sheet_id, t."row" FROM (SELECT * EXCLUDE (letter) FROM outcome) AS t
    UNION ALL
    SELECT 'award', false, concat_ws('|', t.credit_code, t.tier, t.award_date), t.credit_code, t.enterprise, t.project_id,
        NULL, t.tier, NULL, to_json(t), t.sheet_id, t."row" FROM award AS t
    UNION ALL
    SELECT 'payment', false, concat_ws('|', t.credit_code, t.item, t.paid_date, t.document_no), t.credit_code, t.payee,
        NULL, NULL, t.item, t.paid_yuan, to_json(t), t.sheet_id, t."row" FROM payment AS t
    UNION ALL
    SELECT 'budget', false, concat_ws('|', t.year, t.line), NULL, NULL, NULL, NULL, t.year || ' ' || t.line,
        t.budget_yuan, to_json(t), t.sheet_id, t."row" FROM budget AS t
    UNION ALL
    SELECT 'diagnosis', false, concat_ws('|', t.provider, t.credit_code, t.report_date), t.credit_code, t.enterprise, NULL,
        NULL, t.provider, t.spent_yuan, to_json(t), t.sheet_id, t."row" FROM diagnosis AS t
    UNION ALL
    SELECT 'stage_event', false, concat_ws('|', t.project_id, t.stage, t.start_date), NULL, NULL, t.project_id, NULL,
        t.stage, NULL, to_json(t), t.sheet_id, t."row" FROM stage_event AS t
    UNION ALL
    SELECT 'equipment', false, concat_ws('|', t.project_id, t.category, t.instance, t.item), NULL, NULL, t.project_id,
        NULL, t.item, NULL, to_json(t), t.sheet_id, t."row" FROM equipment AS t
    UNION ALL
    SELECT 'listed', false, concat_ws('|', t.kind, t.list_title, t.spelling, t.item, t.project), t.credit_code, t.name,
        NULL, NULL, t.item, t.amount_yuan, to_json(t), t.sheet_id, t."row"
    FROM (SELECT * EXCLUDE (row_text) FROM listed WHERE counted_as IS NULL AND status <> 'waiting') AS t
    UNION ALL
    SELECT 'eligibility', true, t.project_id, NULL, NULL, t.project_id, NULL, t.call, NULL, to_json(t), NULL, NULL
    FROM eligibility AS t
    UNION ALL
    SELECT 'standing', true, t.project_id, NULL, NULL, t.project_id, NULL, t.track, NULL, to_json(t), NULL, NULL
    FROM (SELECT project_id, track, standing, position FROM standing) AS t
    UNION ALL
    SELECT 'entitlement', true, concat_ws('|', t.credit_code, t.tier, t.award_date), t.credit_code, t.enterprise,
        t.project_id, NULL, t.tier, CASE WHEN t.status = 'priced' THEN t.amount_yuan END, to_json(t), NULL, NULL
    FROM (SELECT credit_code, enterprise, award_date, tier, amount_yuan, status, reason, pack, clause, project_id
        FROM entitlements('')) AS t
)
SELECT r.kind, r.is_computed, r.row_key,
    coalesce(r.credit_code, p.credit_code) AS credit_code,
    coalesce(e.enterprise, r.enterprise, p.enterprise) AS enterprise, r.project_id, coalesce(r.town, p.town, e.town) AS town,
    r.item, r.amount_yuan,
    -- Where a row stands says nothing about what it says.
    CAST(json_merge_patch(r.facts, '{"sheet_id": null, "row": null}') AS VARCHAR) AS facts, s.file, s.sheet, r.sheet_id, r."row"
FROM every_row AS r
LEFT JOIN project AS p ON p.project_id = r.project_id
LEFT JOIN enterprise AS e ON e.credit_code = coalesce(r.credit_code, p.credit_code)
LEFT JOIN source_sheet AS s ON s.sheet_id = r.sheet_id
