-- What the document of a call sets: words, numbers and lists that rules read.
-- zh: 文件设定
-- grain: call, key
-- params:
--   call = '' : id of a call; '' = all
SELECT c.call, s.key, s.value, s.meaning, s.clause, s.quote, s.pack
FROM setting AS s
JOIN call AS c ON c.pack = s.pack
WHERE $call = '' OR c.call = $call
ORDER BY c.call, s.key
