SELECT file, sheet, n_read, n_accepted, n_quarantined, n_skipped
FROM source_sheet WHERE n_read <> n_accepted + n_quarantined + n_skipped
