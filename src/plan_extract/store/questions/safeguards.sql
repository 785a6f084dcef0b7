-- zh: 最常见的保障措施
-- en: Most frequent safeguards
-- tells: Titles of safeguards, in how many plans each stands, and in how many it names a body that answers for it.
-- $limit = 20: rows at most
SELECT t.title AS safeguard,
       count(DISTINCT t.sha256) AS plans,
       count(DISTINCT t.sha256) FILTER (a.task IS NOT NULL) AS owned
FROM tasks t
LEFT JOIN (SELECT DISTINCT sha256, task FROM assignments) a ON a.sha256 = t.sha256 AND a.task = t.id
WHERE t.kind = 'safeguard'
GROUP BY safeguard
ORDER BY plans DESC, safeguard
LIMIT $limit::INTEGER
