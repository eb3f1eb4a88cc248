-- The policy documents on which the figures rest.
-- zh: 政策文件
-- grain: pack
SELECT pack, title, number, issuer, issued, valid_from, valid_to, status, catalogue, scope, is_text_available, note
FROM pack ORDER BY pack
