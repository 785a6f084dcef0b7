-- zh: 最常见的牵头与配合单位
-- en: Most frequent pairs of a leading and a supporting body
-- tells: In how many tasks one body leads and the other supports, names as the plans write them.
-- $limit = 20: rows at most
SELECT chief.unit AS leads, helping.unit AS supports,
       count(DISTINCT (chief.sha256, chief.task)) AS tasks,
       count(DISTINCT chief.sha256) AS plans
FROM assignments chief
JOIN assignments helping ON helping.sha256 = chief.sha256 AND helping.task = chief.task
WHERE chief.role = 'lead' AND helping.role = 'support'
GROUP BY leads, supports
ORDER BY tasks DESC, leads, supports
LIMIT $limit::INTEGER
