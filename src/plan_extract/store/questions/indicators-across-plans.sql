-- zh: 多份规划共有的指标
-- en: Indicators by name across plans
-- tells: Indicators of the same name, unit and target year in several plans, with the least and the greatest target.
-- $name = : part of the indicator's name; empty for all
-- $plans = 2: plans at least
-- $limit = 20: rows at most
SELECT i.name AS indicator, i.unit, t.year,
       count(DISTINCT i.sha256) AS plans,
       min(t.value) AS least,
       max(t.value) AS greatest
FROM indicators i
JOIN targets t ON t.sha256 = i.sha256 AND t.indicator = i.id
WHERE contains(i.name, $name)
GROUP BY i.name, i.unit, t.year
HAVING count(DISTINCT i.sha256) >= $plans::INTEGER
ORDER BY plans DESC, indicator, i.unit, t.year
LIMIT $limit::INTEGER
