-- zh: 牵头任务最多的单位
-- en: Bodies that lead most tasks
-- tells: Bodies by their full official name where it is known, with the tasks that they lead, answer for and support.
-- $limit = 20: rows at most
SELECT coalesce(canonical, name) AS body,
       sum(len(tasks_lead)) AS leads,
       sum(len(tasks_responsible)) AS responsible,
       sum(len(tasks_support)) AS supports,
       count(DISTINCT sha256) AS plans
FROM units
GROUP BY body
HAVING sum(len(tasks_lead)) > 0
ORDER BY leads DESC, responsible DESC, body
LIMIT $limit::INTEGER
