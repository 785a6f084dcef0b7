-- zh: 各月到期的时限
-- en: Deadlines by month
-- tells: Deadlines by the month of their last day, with the tasks and plans that they belong to.
-- $from = 0001-01: first month
-- $to = 9999-12: last month
SELECT strftime("end", '%Y-%m') AS month,
       count(*) AS deadlines,
       count(DISTINCT (sha256, task)) FILTER (task IS NOT NULL) AS tasks,
       count(DISTINCT sha256) AS plans
FROM deadlines
WHERE "end" IS NOT NULL AND strftime("end", '%Y-%m') BETWEEN $from AND $to
GROUP BY month
ORDER BY month
