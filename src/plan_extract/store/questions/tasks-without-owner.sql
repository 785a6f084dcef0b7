-- zh: 各省没有责任单位的任务
-- en: Tasks without an owner, by province
-- tells: Of each province's tasks, how many no body answers for; 不详 where the plan's place is not known.
SELECT coalesce(d.jurisdiction_province, '不详') AS province,
       count(DISTINCT t.sha256) AS plans,
       count(*) AS tasks,
       count(*) FILTER (a.task IS NULL) AS ownerless,
       round(100 * ownerless / count(*), 1) AS percent
FROM tasks t
JOIN documents d USING (sha256)
LEFT JOIN (SELECT DISTINCT sha256, task FROM assignments) a ON a.sha256 = t.sha256 AND a.task = t.id
GROUP BY province
ORDER BY ownerless DESC, province
