-- zh: 各规则发现的问题
-- en: Findings by rule
-- tells: What `validate` finds, by rule, and in how many plans; `plan-extract explain CODE` tells more.
SELECT code, name AS rule, level, count(*) AS findings, count(DISTINCT sha256) AS plans
FROM findings
GROUP BY code, rule, level
ORDER BY findings DESC, code
