-- Tables of a snapshot. Chinese only in data; money is DECIMAL yuan; every delivered row carries sheet_id and row.

CREATE TABLE source_file (
    file VARCHAR NOT NULL, file_sha256 VARCHAR NOT NULL, n_bytes BIGINT NOT NULL,
    status VARCHAR NOT NULL, reason VARCHAR, PRIMARY KEY (file, file_sha256)
);
COMMENT ON TABLE source_file IS 'Every delivered file: loaded, refused, superseded (a newer version under the same name), same_content, or reply (a returned reply workbook: see the files it corrects)';
COMMENT ON COLUMN source_file.file IS 'Name below the loaded folder';
COMMENT ON COLUMN source_file.reason IS 'Why a file was refused or set aside, in Chinese';

CREATE TABLE delivery (
    delivery_no INTEGER PRIMARY KEY, file VARCHAR NOT NULL, file_sha256 VARCHAR NOT NULL, n_bytes BIGINT NOT NULL,
    received TIMESTAMP
);
COMMENT ON TABLE delivery IS 'The record of deliveries, oldest first; not part of the content hash';
COMMENT ON COLUMN delivery.received IS 'When a load took the file in, local time; NULL: before this was recorded';

CREATE TABLE file_version (
    file VARCHAR NOT NULL, version_no INTEGER NOT NULL, file_sha256 VARCHAR NOT NULL, is_in_force BOOLEAN NOT NULL,
    reply VARCHAR, n_rows INTEGER NOT NULL, n_faulty_rows INTEGER NOT NULL, n_errors INTEGER NOT NULL,
    n_warnings INTEGER NOT NULL, n_infos INTEGER NOT NULL, n_closed INTEGER, n_new INTEGER,
    PRIMARY KEY (file, version_no)
);
COMMENT ON TABLE file_version IS 'Every readable version of a file, oldest first, with what reading its cells alone finds';
COMMENT ON COLUMN file_version.reply IS 'The reply workbook it came back in; NULL: delivered as a file of its own';
COMMENT ON COLUMN file_version.n_closed IS 'Errors and warnings of the version before that this one no longer has (by kind, heading, rule and text)';

CREATE TABLE source_sheet (
    sheet_id INTEGER PRIMARY KEY, file VARCHAR NOT NULL, file_sha256 VARCHAR NOT NULL, sheet VARCHAR NOT NULL,
    sheet_order INTEGER NOT NULL, kind VARCHAR NOT NULL, kind_title VARCHAR NOT NULL,
    n_read INTEGER NOT NULL, n_accepted INTEGER NOT NULL, n_quarantined INTEGER NOT NULL, n_skipped INTEGER NOT NULL,
    n_title INTEGER NOT NULL, n_heading INTEGER NOT NULL, n_blank INTEGER NOT NULL, n_subtotal INTEGER NOT NULL,
    n_footer INTEGER NOT NULL, n_hidden INTEGER NOT NULL, n_unknown INTEGER NOT NULL,
    is_invented BOOLEAN NOT NULL
);
COMMENT ON TABLE source_sheet IS 'One row per sheet: n_read = n_accepted + n_quarantined + n_skipped';
COMMENT ON COLUMN source_sheet.is_invented IS 'The lines above the headings call the data invented (虚构示例数据)';
COMMENT ON COLUMN source_sheet.n_read IS 'Rows from 1 to the last used one, headings and blank rows included';

CREATE TABLE source_column (
    sheet_id INTEGER NOT NULL, letter VARCHAR NOT NULL, heading VARCHAR NOT NULL, field VARCHAR,
    PRIMARY KEY (sheet_id, letter)
);
COMMENT ON TABLE source_column IS 'Column letter, heading as written and the field it was read as (NULL: not used)';

CREATE TABLE source_kind (kind VARCHAR PRIMARY KEY, title VARCHAR NOT NULL, kept_by VARCHAR NOT NULL, kind_order INTEGER NOT NULL);
COMMENT ON TABLE source_kind IS 'The kinds of sheets, from data/sources; kept_by sender (towns, enterprises) | district (its own ledger) | form (part of an application form; nobody else lacks it)';

CREATE TABLE field_fill (
    sheet_id INTEGER NOT NULL, field VARCHAR NOT NULL, heading VARCHAR NOT NULL, facts VARCHAR NOT NULL,
    n_rows INTEGER NOT NULL, n_filled INTEGER NOT NULL, PRIMARY KEY (sheet_id, field)
);
COMMENT ON TABLE field_fill IS 'How many accepted rows of a sheet fill a column that facts are read from; of the long outcome layout, applications instead of rows';
COMMENT ON COLUMN field_fill.facts IS 'The facts that are unknown without it, separated by ;';

CREATE TABLE source_row (
    sheet_id INTEGER NOT NULL, "row" INTEGER NOT NULL, outcome VARCHAR NOT NULL, cells VARCHAR NOT NULL,
    PRIMARY KEY (sheet_id, "row")
);
COMMENT ON TABLE source_row IS 'Every data row as delivered: accepted | quarantined, cells as JSON letter → text, contacts left out, phones masked';

CREATE TABLE source_place (
    sheet_id INTEGER NOT NULL, "row" INTEGER NOT NULL, letter VARCHAR NOT NULL, place VARCHAR NOT NULL,
    PRIMARY KEY (sheet_id, "row", letter)
);
COMMENT ON TABLE source_place IS 'Where a cell of an application form stands in its document; cells of workbooks stand where their address says';
COMMENT ON COLUMN source_place.place IS '表1 R2C3 = first table, second row, third cell from the left; 正文第 n 段 = nth paragraph outside the tables';

CREATE TABLE finding (
    finding VARCHAR PRIMARY KEY, severity VARCHAR NOT NULL, rule VARCHAR NOT NULL, file VARCHAR NOT NULL,
    sheet VARCHAR, "row" INTEGER, cell VARCHAR, raw VARCHAR, message VARCHAR NOT NULL, action VARCHAR NOT NULL,
    kind VARCHAR
);
COMMENT ON TABLE finding IS 'Faults (error: the row is quarantined or the file refused), doubts (warning) and notes (info)';
COMMENT ON COLUMN finding.raw IS 'The cell as delivered; phone numbers masked';

CREATE TABLE rule (
    rule VARCHAR PRIMARY KEY, severity VARCHAR NOT NULL, title VARCHAR NOT NULL, guards VARCHAR NOT NULL, source VARCHAR NOT NULL,
    scope VARCHAR NOT NULL, counted VARCHAR NOT NULL, rule_order INTEGER NOT NULL
);
COMMENT ON TABLE rule IS 'The rules a finding may name, from data/reference/rules.toml and quality.toml';
COMMENT ON COLUMN rule.guards IS 'What the rule keeps true';
COMMENT ON COLUMN rule.scope IS '文件 | 工作表 | 单元格 | 跨行跨表';
COMMENT ON COLUMN rule.counted IS 'What quality_check.n_checked counts';

CREATE TABLE quality_check (
    rule VARCHAR PRIMARY KEY, status VARCHAR NOT NULL, reason VARCHAR, n_checked BIGINT NOT NULL, n_found BIGINT NOT NULL
);
COMMENT ON TABLE quality_check IS 'What every rule says of this build: pass | fail (something found) | not_applicable with the reason';

CREATE TABLE enterprise (
    credit_code VARCHAR PRIMARY KEY, enterprise VARCHAR NOT NULL, former_names VARCHAR, town VARCHAR NOT NULL,
    unit VARCHAR, industry VARCHAR NOT NULL, industry_code VARCHAR, ownership VARCHAR, size VARCHAR,
    n_employees BIGINT, founded_date DATE, is_process_industry BOOLEAN, is_registered_here BOOLEAN,
    is_operating_here BOOLEAN, is_taxed_here BOOLEAN, maturity_level BIGINT, assessment_date DATE,
    has_accident BOOLEAN, accident_date DATE, has_credit_issue BOOLEAN, has_national_task BOOLEAN,
    barred_until DATE, register_state VARCHAR, sheet_id INTEGER NOT NULL, "row" INTEGER NOT NULL
);
COMMENT ON TABLE enterprise IS 'Kind 1: one row per enterprise. Contacts and phones are not stored';
COMMENT ON COLUMN enterprise.former_names IS 'Former names separated by ；';
COMMENT ON COLUMN enterprise.unit IS 'Stamping unit (推荐/盖章单位), not the same thing as the town';
COMMENT ON COLUMN enterprise.barred_until IS 'No application up to and including this date (article 7 of qingpu-2022); empty means not barred';

CREATE TABLE finance (
    enterprise VARCHAR NOT NULL, credit_code VARCHAR NOT NULL, year INTEGER NOT NULL, assets_yuan DECIMAL(18,2),
    debt_ratio_pct DOUBLE, revenue_yuan DECIMAL(18,2), profit_margin_pct DOUBLE,
    sheet_id INTEGER NOT NULL, "row" INTEGER NOT NULL, PRIMARY KEY (credit_code, year)
);
COMMENT ON TABLE finance IS 'Kind 2: one row per enterprise and year';

CREATE TABLE project (
    project_id VARCHAR PRIMARY KEY, enterprise VARCHAR NOT NULL, credit_code VARCHAR NOT NULL, project VARCHAR NOT NULL,
    call VARCHAR NOT NULL, applied_tier VARCHAR NOT NULL, factory VARCHAR, address VARCHAR, town VARCHAR NOT NULL,
    unit VARCHAR, start_date DATE, production_date DATE, declared_yuan DECIMAL(18,2), n_lines BIGINT, new_it VARCHAR,
    applied_date DATE, materials VARCHAR, is_supply_chain BOOLEAN, replication VARCHAR,
    sheet_id INTEGER NOT NULL, "row" INTEGER NOT NULL
);
COMMENT ON TABLE project IS 'Kind 3: one row per application';
COMMENT ON COLUMN project.declared_yuan IS 'Total investment as declared; the invoiced one is summed from investment';
COMMENT ON COLUMN project.town IS 'Town where it is built; may differ from the enterprise''s';

CREATE TABLE instance (
    project_id VARCHAR NOT NULL, catalogue VARCHAR NOT NULL, process VARCHAR NOT NULL, scenario VARCHAR NOT NULL,
    instance VARCHAR NOT NULL, start_date DATE, end_date DATE, spent_yuan DECIMAL(18,2), supplier VARCHAR,
    description VARCHAR, pain_point VARCHAR, solution VARCHAR, safeguards VARCHAR, effects VARCHAR,
    scenario_no INTEGER, sheet_id INTEGER NOT NULL, "row" INTEGER NOT NULL
);
COMMENT ON TABLE instance IS 'Kind 4: one row per scenario instance';
COMMENT ON COLUMN instance.scenario_no IS 'Number in the catalogue of its version; NULL = not in the catalogue (目录外)';

CREATE TABLE investment (
    project_id VARCHAR NOT NULL, category VARCHAR NOT NULL, item VARCHAR NOT NULL, invoice_date DATE NOT NULL,
    invoice_no VARCHAR NOT NULL, amount_yuan DECIMAL(18,2) NOT NULL, supplier VARCHAR,
    sheet_id INTEGER NOT NULL, "row" INTEGER NOT NULL
);
COMMENT ON TABLE investment IS 'Kind 5: one row per invoice line';

CREATE TABLE outcome (
    project_id VARCHAR NOT NULL, metric VARCHAR NOT NULL, value_num DOUBLE NOT NULL, before_num DOUBLE,
    after_num DOUBLE, period VARCHAR, evidence VARCHAR, sheet_id INTEGER NOT NULL, "row" INTEGER NOT NULL,
    letter VARCHAR, PRIMARY KEY (project_id, metric)
);
COMMENT ON TABLE outcome IS 'Kind 6 in long form: one row per project and reported indicator; per cent as published, 复制推广企业数 a count';
COMMENT ON COLUMN outcome.letter IS 'Column letter of the cell that holds the figure';

CREATE TABLE award (
    enterprise VARCHAR NOT NULL, credit_code VARCHAR NOT NULL, project_id VARCHAR, tier VARCHAR NOT NULL,
    level VARCHAR, document_no VARCHAR, award_date DATE NOT NULL, sheet_id INTEGER NOT NULL, "row" INTEGER NOT NULL
);
COMMENT ON TABLE award IS 'Kind 7: one row per recognition';

CREATE TABLE payment (
    payee VARCHAR NOT NULL, credit_code VARCHAR NOT NULL, item VARCHAR NOT NULL, paid_yuan DECIMAL(18,2) NOT NULL,
    paid_date DATE NOT NULL, document_no VARCHAR, year INTEGER NOT NULL,
    sheet_id INTEGER NOT NULL, "row" INTEGER NOT NULL
);
COMMENT ON TABLE payment IS 'Kind 8: one row per payment; negative = recovered';
COMMENT ON COLUMN payment.year IS 'Budget year the payment is booked to';

CREATE TABLE budget (
    year INTEGER NOT NULL, line VARCHAR NOT NULL, budget_yuan DECIMAL(18,2) NOT NULL,
    sheet_id INTEGER NOT NULL, "row" INTEGER NOT NULL, PRIMARY KEY (year, line)
);
COMMENT ON TABLE budget IS 'Kind 9: one row per year and fund line';

CREATE TABLE diagnosis (
    provider VARCHAR NOT NULL, provider_code VARCHAR, enterprise VARCHAR NOT NULL, credit_code VARCHAR NOT NULL,
    report_date DATE NOT NULL, is_accepted BOOLEAN NOT NULL, spent_yuan DECIMAL(18,2),
    sheet_id INTEGER NOT NULL, "row" INTEGER NOT NULL
);
COMMENT ON TABLE diagnosis IS 'Kind 10: one row per diagnosis report';

CREATE TABLE stage_event (
    project_id VARCHAR NOT NULL, stage VARCHAR NOT NULL, start_date DATE NOT NULL, end_date DATE, result VARCHAR,
    note VARCHAR, score DOUBLE, sheet_id INTEGER NOT NULL, "row" INTEGER NOT NULL
);
COMMENT ON TABLE stage_event IS 'Kind 11: one row per step of an application';

-- Published lists: names without codes (etl/match).
CREATE TABLE listed (
    kind VARCHAR NOT NULL, name VARCHAR NOT NULL, spelling VARCHAR NOT NULL, row_text VARCHAR NOT NULL, status VARCHAR NOT NULL,
    credit_code VARCHAR, enterprise VARCHAR, match_rule VARCHAR, why VARCHAR, apart VARCHAR, item VARCHAR, tier VARCHAR,
    project VARCHAR, amount_yuan DECIMAL(18,2), town VARCHAR, note VARCHAR, document_no VARCHAR, list_date DATE,
    list_title VARCHAR NOT NULL, is_proposed BOOLEAN NOT NULL, counted_as VARCHAR, uncounted VARCHAR,
    sheet_id INTEGER NOT NULL, "row" INTEGER NOT NULL, PRIMARY KEY (sheet_id, "row")
);
COMMENT ON TABLE listed IS 'One row per row of a published list (拟认定名单, 拟拨付名单): whose it is, and whether it counts';
COMMENT ON COLUMN listed.kind IS 'award | payment';
COMMENT ON COLUMN listed.spelling IS 'The name without width, white space, case and kind of brackets: what a ruling is kept under';
COMMENT ON COLUMN listed.row_text IS 'What a ruling on this one row holds on to: name, item, project, amount';
COMMENT ON COLUMN listed.status IS 'matched | waiting (quarantined, for a person) | outside (a person ruled that nobody on the ledger is meant)';
COMMENT ON COLUMN listed.match_rule IS 'code | name | former | writing (only width, brackets, case or script differ) | ruling (a person''s)';
COMMENT ON COLUMN listed.apart IS 'Credit codes that a person ruled out, separated by ；';
COMMENT ON COLUMN listed.tier IS 'The tier, title or reward that item means; NULL = none the documents know';
COMMENT ON COLUMN listed.town IS 'As the list has it; figures by town take the enterprise''s';
COMMENT ON COLUMN listed.counted_as IS 'award | payment: the row is in that table too and counts; NULL: it stands beside the sums (uncounted says why) or waits';
CREATE TABLE match_candidate (
    spelling VARCHAR NOT NULL, apart VARCHAR NOT NULL, candidate_order INTEGER NOT NULL, credit_code VARCHAR NOT NULL,
    enterprise VARCHAR NOT NULL, known_as VARCHAR NOT NULL, score INTEGER NOT NULL, why VARCHAR NOT NULL,
    PRIMARY KEY (spelling, apart, candidate_order)
);
COMMENT ON TABLE match_candidate IS 'The nearest enterprises of every waiting name, best first; a score never decides';
COMMENT ON COLUMN match_candidate.known_as IS 'The present or former name that is near';
COMMENT ON COLUMN match_candidate.score IS 'Of 100; what it is made of stands in why';
CREATE TABLE match_ruling (
    spelling VARCHAR NOT NULL, name VARCHAR NOT NULL, file VARCHAR NOT NULL, "row" INTEGER NOT NULL, row_text VARCHAR NOT NULL,
    verdict VARCHAR NOT NULL, credit_code VARCHAR NOT NULL, apart VARCHAR NOT NULL, reason VARCHAR NOT NULL,
    ruled_by VARCHAR NOT NULL, ruled_at VARCHAR NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (spelling, file, "row")
);
COMMENT ON TABLE match_ruling IS 'What people ruled on names, from decisions/matches.json; verdict same | none | empty (only apart)';
COMMENT ON COLUMN match_ruling.file IS 'Empty: the ruling holds wherever the name stands; else for one row of this file';
COMMENT ON COLUMN match_ruling.seq IS 'Entry of the journal of decisions';
CREATE TABLE match_basis (seq INTEGER NOT NULL, hash VARCHAR NOT NULL);
COMMENT ON TABLE match_basis IS 'The last entry of the journal on names that this build knows; empty where nobody ruled';
CREATE TABLE equipment (
    project_id VARCHAR NOT NULL, category VARCHAR NOT NULL, instance VARCHAR, "class" VARCHAR, item VARCHAR NOT NULL,
    model VARCHAR, supplier VARCHAR, description VARCHAR, note VARCHAR,
    sheet_id INTEGER NOT NULL, "row" INTEGER NOT NULL
);
COMMENT ON TABLE equipment IS 'Lists of the application forms: key equipment, software, processes and technologies per scenario instance, breakthroughs, standards and patents per project';
COMMENT ON COLUMN equipment.category IS '关键装备 | 关键软件 | 关键工艺 | 关键技术 | 突破技术 | 突破装备 | 突破软件 | 标准 | 专利';
COMMENT ON COLUMN equipment.instance IS 'Name of the scenario instance as written above the list; NULL for lists of the whole project';

-- Policy packs and reference data, as data/policy and data/reference state them.
CREATE TABLE pack (
    pack VARCHAR PRIMARY KEY, title VARCHAR, number VARCHAR, issuer VARCHAR, issued DATE, valid_from DATE,
    valid_to DATE, status VARCHAR, catalogue VARCHAR, scope VARCHAR, is_text_available BOOLEAN, note VARCHAR
);
COMMENT ON TABLE pack IS 'One policy document each; status valid | expired | unverified';
CREATE TABLE call (
    call VARCHAR PRIMARY KEY, pack VARCHAR, title VARCHAR, opens DATE, deadline_enterprise DATE,
    deadline_authority DATE, catalogue VARCHAR, clause VARCHAR, quote VARCHAR
);
COMMENT ON TABLE call IS 'Calls for applications that the documents open';
CREATE TABLE tier (
    pack VARCHAR, tier VARCHAR, rank INTEGER, tier_order INTEGER, level VARCHAR, basis VARCHAR,
    amount_yuan DECIMAL(18,2), is_ceiling BOOLEAN, procedure VARCHAR, clause VARCHAR, quote VARCHAR,
    PRIMARY KEY (pack, tier)
);
COMMENT ON TABLE tier IS 'Items of the ladder with rank and reward; basis fixed: amount NULL = the document''s amount is not known; basis share: see tier_band; is_ceiling: the figure only limits what may be granted';
CREATE TABLE tier_band (
    pack VARCHAR, tier VARCHAR, from_yuan DECIMAL(18,2), below_yuan DECIMAL(18,2), share_pct DECIMAL(7,4),
    cap_yuan DECIMAL(18,2), floor_yuan DECIMAL(18,2)
);
COMMENT ON TABLE tier_band IS 'Tiers that pay a share of the project''s counted investment: one row per band, below_yuan exclusive; below the first band nothing is paid';
CREATE TABLE tier_alias (alias VARCHAR, tier VARCHAR);
COMMENT ON TABLE tier_alias IS 'Other spellings of tiers and titles';
CREATE TABLE title (
    pack VARCHAR, tier VARCHAR, title_order INTEGER, level VARCHAR, track VARCHAR, call VARCHAR, clause VARCHAR,
    quote VARCHAR
);
COMMENT ON TABLE title IS 'Titles without money, applied for in a track of a call';
CREATE TABLE reward (
    pack VARCHAR, item VARCHAR, amount_yuan DECIMAL(18,2), basis VARCHAR, clause VARCHAR, quote VARCHAR
);
COMMENT ON TABLE reward IS 'Rewards outside the ladder: diagnosis';
CREATE TABLE fund_line (
    pack VARCHAR, line VARCHAR, spelling VARCHAR, item VARCHAR, year_from INTEGER, year_to INTEGER, clause VARCHAR, quote VARCHAR
);
COMMENT ON TABLE fund_line IS 'Which budget line pays which item in which years; item * = all; one row per spelling of the line';
CREATE TABLE condition (
    pack VARCHAR, call VARCHAR, condition VARCHAR, condition_order INTEGER, title VARCHAR, item VARCHAR,
    field VARCHAR, op VARCHAR, value VARCHAR, value_num DOUBLE, value_date DATE, unit VARCHAR, severity VARCHAR,
    applies_if VARCHAR, is_ours BOOLEAN, clause VARCHAR, quote VARCHAR, note VARCHAR
);
COMMENT ON TABLE condition IS 'Conditions of the calls, one row per item they apply to';
CREATE TABLE material (
    pack VARCHAR, call VARCHAR, item VARCHAR, aliases VARCHAR, is_required BOOLEAN, material_order INTEGER,
    clause VARCHAR, quote VARCHAR
);
COMMENT ON TABLE material IS 'What an application has to hand in';
CREATE TABLE quota (
    pack VARCHAR, call VARCHAR, track VARCHAR, applicant_kind VARCHAR, "limit" INTEGER, lifted_limit INTEGER,
    lift_above INTEGER, lift_quote VARCHAR, counting_unit VARCHAR, recognised_unit VARCHAR, clause VARCHAR, quote VARCHAR
);
COMMENT ON TABLE quota IS 'How many a recommending authority may propose per track';
CREATE TABLE stage (
    pack VARCHAR, stage_order INTEGER, stage VARCHAR, workdays INTEGER, responsible VARCHAR, clause VARCHAR,
    quote VARCHAR
);
COMMENT ON TABLE stage IS 'Steps of the procedure per document';
CREATE TABLE deadline (pack VARCHAR, call VARCHAR, who VARCHAR, date DATE, clause VARCHAR, quote VARCHAR);
COMMENT ON TABLE deadline IS 'Dates of the calls';
CREATE TABLE criterion (
    pack VARCHAR, call VARCHAR, track VARCHAR, criterion VARCHAR, criterion_order INTEGER, criterion_group VARCHAR,
    title VARCHAR, field VARCHAR, weight DOUBLE, missing_score DOUBLE, is_ours BOOLEAN, clause VARCHAR, quote VARCHAR
);
COMMENT ON TABLE criterion IS 'What the ranking scores, on fixed scales';
CREATE TABLE criterion_point (
    pack VARCHAR, call VARCHAR, track VARCHAR, criterion VARCHAR, x DOUBLE, score DOUBLE
);
COMMENT ON TABLE criterion_point IS 'The fixed scale of a criterion: piecewise linear, clamped at its ends';
CREATE TABLE setting (
    pack VARCHAR, key VARCHAR, value VARCHAR, meaning VARCHAR, clause VARCHAR, quote VARCHAR
);
COMMENT ON TABLE setting IS 'Choices that a document leaves open, made explicit';
CREATE TABLE article (pack VARCHAR, article_order INTEGER, clause VARCHAR, summary VARCHAR, quote VARCHAR);
COMMENT ON TABLE article IS 'What else a document says, in our own words';
CREATE TABLE scenario (
    catalogue VARCHAR, aspect VARCHAR, process_no INTEGER, process VARCHAR, scenario_no INTEGER, scenario VARCHAR,
    description VARCHAR, PRIMARY KEY (catalogue, scenario_no)
);
COMMENT ON TABLE scenario IS 'The scenario catalogues 2023 and 2025';
CREATE TABLE crosswalk (no_2023 INTEGER, no_2025 INTEGER, relation VARCHAR, note VARCHAR);
COMMENT ON TABLE crosswalk IS 'Scenarios 2023 ↔ 2025; relation same | near | none';
CREATE TABLE town (
    town_code VARCHAR, town VARCHAR PRIMARY KEY, kind VARCHAR, grid_col INTEGER, grid_row INTEGER, lat DOUBLE,
    lon DOUBLE, town_order INTEGER
);
COMMENT ON TABLE town IS 'Towns with the cell of the schematic tile map';
CREATE TABLE town_alias (alias VARCHAR, town VARCHAR);
COMMENT ON TABLE town_alias IS 'Other spellings of towns';
CREATE TABLE unit (unit VARCHAR PRIMARY KEY, kind VARCHAR, town VARCHAR, unit_order INTEGER);
COMMENT ON TABLE unit IS 'Recommending (stamping) units';
CREATE TABLE unit_alias (alias VARCHAR, unit VARCHAR);
COMMENT ON TABLE unit_alias IS 'Other spellings of units';
CREATE TABLE metric (
    metric VARCHAR PRIMARY KEY, metric_id VARCHAR, unit VARCHAR, kind VARCHAR, family VARCHAR, is_required BOOLEAN,
    is_process_only BOOLEAN, is_supply_chain BOOLEAN, usual_min DOUBLE, usual_max DOUBLE, ask_above DOUBLE,
    ask_equal DOUBLE, impossible_below DOUBLE, impossible_from DOUBLE, impossible_above DOUBLE, metric_order INTEGER, clause VARCHAR, note VARCHAR
);
COMMENT ON TABLE metric IS 'The reported indicators: printed heading, unit, direction and plausibility band (ours)';
CREATE TABLE cohort_band (
    metric VARCHAR, cohort VARCHAR, year INTEGER, value DOUBLE, source VARCHAR, is_read BOOLEAN, note VARCHAR, band_order INTEGER,
    PRIMARY KEY (metric, cohort, year)
);
COMMENT ON TABLE cohort_band IS 'Averages that others published of their cohorts; is_read: the publication itself was read';
CREATE TABLE metric_alias (alias VARCHAR, metric VARCHAR);
COMMENT ON TABLE metric_alias IS 'Other printed headings of the indicators';
CREATE TABLE remedy (
    field VARCHAR, op VARCHAR, kind VARCHAR, words VARCHAR, verify VARCHAR, setting VARCHAR, PRIMARY KEY (field, op)
);
COMMENT ON TABLE remedy IS 'How an unmet condition on a fact can be met and the words for it; kind invest | add | do | wait | closed';
CREATE TABLE workday (
    day DATE PRIMARY KEY, is_workday BOOLEAN NOT NULL, note VARCHAR, workday_no INTEGER NOT NULL
);
COMMENT ON TABLE workday IS 'Every day of the years whose working days the State Council has published; other years have no row';
COMMENT ON COLUMN workday.workday_no IS 'Working days from the first known day up to and including this one';
CREATE TABLE horizon (state VARCHAR, from_days INTEGER, within_days INTEGER, horizon_order INTEGER);
COMMENT ON TABLE horizon IS 'How far ahead a due date is announced (ours)';
CREATE TABLE actor (starts_with VARCHAR, unit VARCHAR, is_authority BOOLEAN);
COMMENT ON TABLE actor IS 'Whom a document means by its 责任单位; unit NULL = the unit that stamps the application';
CREATE TABLE stage_role (stage VARCHAR, role VARCHAR);
COMMENT ON TABLE stage_role IS 'ends | objects | recognises | pays';
CREATE TABLE result_role (result VARCHAR, role VARCHAR);
COMMENT ON TABLE result_role IS 'Results of steps that stop the clock: ends | objects | holds';
CREATE TABLE district (
    district_code VARCHAR, district VARCHAR, city VARCHAR, applicant_kind VARCHAR, authority VARCHAR, unit VARCHAR,
    needs_two BOOLEAN
);
COMMENT ON TABLE district IS 'Whose ledger this is (one row)';
CREATE TABLE guard (guard VARCHAR PRIMARY KEY, value INTEGER, unit VARCHAR, meaning VARCHAR, is_ours BOOLEAN);
COMMENT ON TABLE guard IS 'Thresholds of the money guards and the projection, ours: no document states them';
CREATE TABLE named_view (view_order INTEGER PRIMARY KEY, title VARCHAR, page VARCHAR, note VARCHAR, address VARCHAR);
COMMENT ON TABLE named_view IS 'Named views of the district: a page of the dashboard and its address, name=value joined by ;';
CREATE TABLE build (
    build VARCHAR, as_of DATE, input_hash VARCHAR
);
COMMENT ON TABLE build IS 'This snapshot (one row); not part of the content hash';
CREATE TABLE rule_script (script_order INTEGER PRIMARY KEY, script VARCHAR NOT NULL, sql VARCHAR NOT NULL, tables VARCHAR NOT NULL);
COMMENT ON TABLE rule_script IS 'The scripts that made rows and packs into answers, in order: what a what-if runs again on changed packs';
COMMENT ON COLUMN rule_script.tables IS 'Names of the tables that the script makes, separated by ;';
