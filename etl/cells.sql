-- Where every fact of an application stands: the cell that settles a verdict.

CREATE VIEW fact_source AS
-- field of project_fact → the rows it is read from and the column of their sheet; NULL: no single column.
SELECT * FROM (VALUES
    ('is_registered_here', 'enterprise', 'is_registered_here'), ('is_operating_here', 'enterprise', 'is_operating_here'),
    ('is_registered_in_city', 'enterprise', 'is_registered_here'),
    ('is_taxed_here', 'enterprise', 'is_taxed_here'), ('industry', 'enterprise', 'industry'),
    ('has_credit_issue', 'enterprise', 'has_credit_issue'), ('has_national_task', 'enterprise', 'has_national_task'),
    ('is_process_industry', 'enterprise', 'is_process_industry'), ('maturity_level', 'enterprise', 'maturity_level'),
    ('assessment_date', 'enterprise', 'assessment_date'), ('is_barred', 'enterprise', 'barred_until'),
    ('accident', 'enterprise', 'has_accident'),
    ('is_supply_chain', 'project', 'is_supply_chain'), ('n_lines', 'project', 'n_lines'),
    ('n_new_it', 'project', 'new_it'), ('n_missing_materials', 'project', 'materials'),
    ('applied_date', 'project', 'applied_date'), ('production_date', 'project', 'production_date'),
    ('declared_yuan', 'project', 'declared_yuan'), ('declared_gap_pct', 'project', 'declared_yuan'),
    ('applied_rank', 'project', 'applied_tier'),
    ('hardsoft_yuan', 'counted_invoice', 'amount_yuan'), ('invoiced_yuan', 'invoice', 'amount_yuan'),
    ('n_processes', 'instance', 'scenario'), ('n_supply_processes', 'instance', 'scenario'),
    ('n_instances', 'instance', 'instance'), ('max_scene_chars', 'longest_scene', NULL),
    ('max_field_chars', 'longest_field', NULL), ('max_safeguard_chars', 'longest_safeguard', 'safeguards'),
    ('n_applied_directions', 'direction', 'applied_tier'), ('held_rank', 'held', 'tier'), ('is_ladder_ok', 'held', 'tier'),
    ('n_required_outcomes', 'outcome', NULL), ('evidence_rank', 'outcome', 'evidence'),
    ('has_apc_outside_process', 'outcome', NULL), ('has_apc_outside_raw_materials', 'outcome', NULL),
    ('n_loss_years', 'finance', 'profit_margin_pct'), ('n_finance_years', 'finance', 'profit_margin_pct'),
    ('profit_margin_pct', 'finance', 'profit_margin_pct'), ('revenue_growth_pct', 'finance', 'revenue_yuan')
) AS known (field, source, source_field)
UNION ALL
SELECT 'outcome:' || metric, 'outcome:' || metric, metric FROM metric;
COMMENT ON VIEW fact_source IS 'Field of project_fact → rows (source of fact_cell) and column it is read from';

CREATE TABLE fact_cell AS
WITH placed AS (
    -- First of the rows by sheet and row, or the one that decides (order_no lowest).
    SELECT p.project_id, 'enterprise' AS source, 0 AS order_no, e.sheet_id, e."row"
    FROM project AS p JOIN enterprise AS e ON e.credit_code = p.credit_code
    UNION ALL
    SELECT project_id, 'project', 0, sheet_id, "row" FROM project
    UNION ALL
    SELECT project_id, 'invoice', 0, sheet_id, "row" FROM investment
    UNION ALL
    SELECT i.project_id, 'counted_invoice', 0, i.sheet_id, i."row"
    FROM investment AS i
    JOIN project AS p ON p.project_id = i.project_id
    JOIN setting_of_call AS g ON g.call = p.call
    WHERE contains(';' || g.investment_categories || ';', ';' || i.category || ';')
    UNION ALL
    SELECT project_id, 'instance', 0, sheet_id, "row" FROM instance
    UNION ALL
    SELECT p.project_id, 'held', -l.rank, a.sheet_id, a."row"
    FROM project AS p
    JOIN award AS a ON a.credit_code = p.credit_code AND a.award_date < p.applied_date
    JOIN ladder AS l ON l.tier = a.tier
    UNION ALL
    SELECT p.project_id, 'direction', CASE WHEN q.project_id = p.project_id THEN 1 ELSE 0 END, q.sheet_id, q."row"
    FROM project AS p JOIN project AS q ON q.credit_code = p.credit_code AND q.call = p.call
    UNION ALL
    SELECT DISTINCT project_id, 'outcome', 0, sheet_id, "row" FROM outcome
    UNION ALL
    SELECT project_id, 'outcome:' || metric, 0, sheet_id, "row" FROM outcome
    UNION ALL
    SELECT p.project_id, 'finance', CASE WHEN f.profit_margin_pct < 0 THEN 0 ELSE 1 END, f.sheet_id, f."row"
    FROM project AS p
    JOIN call AS c ON c.call = p.call
    LEFT JOIN setting AS s ON s.pack = c.pack AND s.key = 'finance_year_count'
    JOIN finance AS f ON f.credit_code = p.credit_code
        AND f.year BETWEEN year(c.opens) - coalesce(CAST(s.value AS INTEGER), 3) AND year(c.opens) - 1
),
gathered AS (
    SELECT project_id, source, count(*) AS n_rows,
        -- One number that sorts as (order_no, sheet, row): an Excel sheet has at most 1,048,576 rows.
        min(CAST(order_no AS BIGINT) * 1000000000000000 + CAST(sheet_id AS BIGINT) * 10000000 + "row") AS first_key,
        min(order_no) AS first_order
    FROM placed GROUP BY project_id, source
),
lengths AS (
    SELECT project_id, sheet_id, "row",
        scene_chars(description, pain_point, solution, safeguards, effects) AS n_scene,
        field_chars(description, pain_point, solution, effects) AS n_field,
        coalesce(length(safeguards), 0) AS n_safeguards
    FROM instance
),
longest AS (
    SELECT project_id, sheet_id, "row",
        row_number() OVER (PARTITION BY project_id ORDER BY n_scene DESC, sheet_id, "row") AS scene_no,
        row_number() OVER (PARTITION BY project_id ORDER BY n_field DESC, sheet_id, "row") AS field_no,
        row_number() OVER (PARTITION BY project_id ORDER BY n_safeguards DESC, sheet_id, "row") AS safeguard_no
    FROM lengths
)
SELECT project_id, source, n_rows,
    CAST((first_key - CAST(first_order AS BIGINT) * 1000000000000000) // 10000000 AS INTEGER) AS sheet_id,
    CAST((first_key - CAST(first_order AS BIGINT) * 1000000000000000) % 10000000 AS INTEGER) AS "row"
FROM gathered
UNION ALL SELECT project_id, 'longest_scene', 1, sheet_id, "row" FROM longest WHERE scene_no = 1
UNION ALL SELECT project_id, 'longest_field', 1, sheet_id, "row" FROM longest WHERE field_no = 1
UNION ALL SELECT project_id, 'longest_safeguard', 1, sheet_id, "row" FROM longest WHERE safeguard_no = 1
ORDER BY project_id, source;
COMMENT ON TABLE fact_cell IS 'Rows that a fact of an application is read from: the deciding or first one, and how many there are';
