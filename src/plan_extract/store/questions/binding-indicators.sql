-- zh: 约束性指标
-- en: Binding indicators
-- tells: Indicators that a plan marks 约束性, with baseline and target as printed.
-- $name = : part of the indicator's name; empty for all
-- $limit = 50: rows at most
SELECT i.name AS indicator, i.unit, i.baseline_raw AS baseline, t.year, t.raw AS target, d.title AS plan
FROM indicators i
JOIN documents d USING (sha256)
LEFT JOIN targets t ON t.sha256 = i.sha256 AND t.indicator = i.id
WHERE i.nature = 'binding' AND contains(i.name, $name)
ORDER BY indicator, plan, t.year, t.ordinal
LIMIT $limit::INTEGER
