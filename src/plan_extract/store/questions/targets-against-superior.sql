-- zh: 与上级规划不一致的指标目标
-- en: Targets that differ between a plan and its superior plan
-- tells: The same indicator, unit and target year with other values in the plan of a place and of the province or city it lies in (by the code of the division).
-- $name = : part of the indicator's name; empty for all
-- $limit = 50: rows at most
WITH stated AS (
    SELECT DISTINCT d.sha256, d.title, rtrim(d.jurisdiction_code[1:2], '0') AS province,
           nullif(d.jurisdiction_code[3:4], '00') AS city,
           nullif(d.jurisdiction_code[5:6], '00') AS county,
           i.name, i.unit, t.year, t.comparator, t.value, t.raw
    FROM documents d
    JOIN indicators i USING (sha256)
    JOIN targets t ON t.sha256 = i.sha256 AND t.indicator = i.id
    WHERE t.value IS NOT NULL AND t.year IS NOT NULL AND d.jurisdiction_code IS NOT NULL
)
SELECT upper.name AS indicator, upper.unit, upper.year,
       upper.title AS superior_plan, upper.raw AS superior_target,
       lower.title AS plan, lower.raw AS target
FROM stated upper
JOIN stated lower USING (name, year)
WHERE upper.unit IS NOT DISTINCT FROM lower.unit
  AND upper.province = lower.province
  AND upper.county IS NULL AND coalesce(lower.city, lower.county) IS NOT NULL
  AND (upper.city IS NULL OR (upper.city = lower.city AND lower.county IS NOT NULL))
  AND (upper.value <> lower.value OR upper.comparator <> lower.comparator)
  AND contains(upper.name, $name)
ORDER BY indicator, upper.year, superior_plan, plan, superior_target, target
LIMIT $limit::INTEGER
