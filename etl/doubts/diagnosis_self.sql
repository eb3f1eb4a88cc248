-- A provider that diagnosed itself.
SELECT count(*) AS n_checked FROM diagnosis;
SELECT sheet_id, "row", 'provider' AS field, provider AS raw, '服务商就是被诊断的企业「' || enterprise || '」' AS message
FROM diagnosis
WHERE provider_code = credit_code OR folded(provider) = folded(enterprise)
ORDER BY sheet_id, "row"
