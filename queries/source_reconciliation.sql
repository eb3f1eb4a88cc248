-- What became of every row of every sheet.
-- zh: 入库对账
-- grain: file, sheet_order
-- n_read = n_accepted + n_quarantined + n_skipped for every sheet.
SELECT file, sheet, kind, kind_title, n_read, n_accepted, n_quarantined, n_skipped, n_title, n_heading, n_blank,
    n_subtotal, n_footer, n_hidden, n_unknown, sheet_order, file_sha256
FROM source_sheet
ORDER BY file, sheet_order
