-- A publicity (or any step with a period) that ended before the document's working days were over, by the calendar.
SELECT count(*) AS n_checked FROM stage_step WHERE workdays IS NOT NULL AND end_date IS NOT NULL;
SELECT s.sheet_id, s."row", c.letter, CAST(s.end_date AS VARCHAR) AS raw,
    '「' || s.stage || '」' || s.start_date || ' 至 ' || s.end_date || ' 只有 ' || workdays_between(s.start_date, s.end_date)
        || ' 个工作日，少于规定的 ' || s.workdays || ' 个（' || s.clause || '：' || s.quote || '），应至 ' || s.due_date AS message,
    '请核对起止日期；确实不足的应补足公示' AS action
FROM stage_step AS s
LEFT JOIN source_column AS c ON c.sheet_id = s.sheet_id AND c.field = 'end_date'
WHERE s.is_short
ORDER BY s.sheet_id, s."row"
