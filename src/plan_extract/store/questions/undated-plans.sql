-- zh: 没有时限的规划
-- en: Documents without deadlines
-- tells: Documents that set tasks and no time for any of them.
-- $limit = 50: rows at most
SELECT d.title AS plan, d.document_type AS kind, count(*) AS tasks, d.source
FROM documents d
JOIN tasks t USING (sha256)
WHERE d.sha256 NOT IN (SELECT sha256 FROM deadlines)
GROUP BY d.title, d.document_type, d.source
ORDER BY tasks DESC, d.source
LIMIT $limit::INTEGER
