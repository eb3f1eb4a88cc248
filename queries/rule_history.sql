-- The same rule in every document that could state it, in the order in which the documents came into force.
-- zh: 规则沿革
-- grain: entry_kind, entry_key, valid_from, pack, call
-- params:
--   entry_kind = '' : 奖励, 条件, 名额, 期限, 流程, 评分 or 设定; '' = all
--   entry_key = '' : one rule, as policy_notes says it; '' = all
--   is_changed = '' : true = only rules that some document has otherwise than another; '' = all
-- A document could state a rule if it has the same scope and any entry of the kind; conditions are looked for in every
-- document of the scope. Absent from a document whose text nobody here has read means unknown, not dropped.
WITH wanted AS (
    SELECT e.*, p.scope FROM policy_entry AS e JOIN pack AS p ON p.pack = e.pack
    WHERE e.entry_kind IN ('奖励', '条件', '名额', '期限', '流程', '评分', '设定')
        AND ($entry_kind = '' OR e.entry_kind = $entry_kind) AND ($entry_key = '' OR e.entry_key = $entry_key)
),
rule_name AS (
    SELECT entry_kind, entry_key, scope, min(entry) AS entry, min(subject) AS subject, min(entry_order) AS entry_order
    FROM wanted GROUP BY entry_kind, entry_key, scope
),
pairs AS (
    SELECT r.*, p.pack, p.title, p.valid_from, p.valid_to, p.status AS pack_status, p.is_text_available
    FROM rule_name AS r
    JOIN pack AS p ON p.scope = r.scope
        AND (r.entry_kind = '条件' OR EXISTS (
            SELECT 1 FROM policy_entry AS k WHERE k.pack = p.pack AND k.entry_kind = r.entry_kind))
),
stated AS (
    SELECT r.entry_kind, r.entry_key, r.scope, r.entry, r.subject, r.entry_order, r.pack, r.valid_from, r.valid_to,
        r.pack_status, r.is_text_available, w.call, w.figure, w.clause, w.quote,
        CASE WHEN w.figure = '金额未知' THEN NULL ELSE w.figure END AS known_figure
    FROM pairs AS r
    LEFT JOIN wanted AS w ON w.pack = r.pack AND w.entry_kind = r.entry_kind AND w.entry_key = r.entry_key
),
compared AS (
    SELECT *,
        row_number() OVER in_time AS version_no,
        last_value(known_figure IGNORE NULLS) OVER (
            PARTITION BY entry_kind, entry_key, scope ORDER BY valid_from, pack, call
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS earlier_figure,
        count(*) OVER whole AS n_documents, count(figure) OVER whole AS n_stated, min(figure) OVER whole AS low,
        max(figure) OVER whole AS high
    FROM stated
    WINDOW in_time AS (PARTITION BY entry_kind, entry_key, scope ORDER BY valid_from, pack, call),
        whole AS (PARTITION BY entry_kind, entry_key, scope)
)
SELECT entry_kind, entry_key, entry, subject, pack, pack_status, valid_from,
    coalesce(figure, CASE WHEN is_text_available THEN '未列为可核对的条目' ELSE '未获正文，不详' END) AS figure,
    CASE WHEN figure IS NULL AND is_text_available THEN '未列' WHEN figure IS NULL OR known_figure IS NULL THEN '不详'
        WHEN earlier_figure IS NULL THEN '首次列明' WHEN earlier_figure = figure THEN '不变'
        ELSE '由 ' || earlier_figure || ' 改' END AS change,
    clause, quote, valid_to, version_no, call
FROM compared
WHERE $is_changed = '' OR (n_documents > 1 AND (n_stated < n_documents OR low <> high))
ORDER BY entry_order, entry_kind, entry_key, valid_from, pack, call
