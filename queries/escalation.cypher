//+ title = "Escalation between two actors"
//+ description = "By week: how many acts between A and B, how hostile (-10) or cooperative (10), which share is conflict, against the weeks before; quieterWeeks: how many of those had fewer acts."
//+ example = '''
//+ week        events  meanIntensity  conflictShare  weeksBefore  eventsBefore  ratio  quieterWeeks  intensityBefore  change
//+ 2024-02-05  5       1.7            0.4            0                                 0
//+ 2024-02-12  3       -6.67          1.0            1            5.0           0.6    0             1.7              -8.37
//+ 2024-02-19  4       -4.87          1.0            2            4.0           1.0    1             -1.44            -3.44
//+ '''
//+ [params]
//+ a = ""
//+ b = ""
//+ weeks = 12
//+ baseline = 8
//+ until = ""
// In Neo4j Browser first: :params {a: '', b: '', weeks: 12, baseline: 8, until: ''}
MATCH (x:Event)
WITH max(CASE WHEN $until = '' OR toString(x.date) <= $until THEN x.day END) AS last, min(x.day) AS first
WITH last, floor((last + 3) / 7.0) AS lastWeek, floor((first + 3) / 7.0) AS firstWeek
MATCH (e:Event)
WHERE e.day <= last AND floor((e.day + 3) / 7.0) > lastWeek - $weeks - $baseline
  AND e.factuality = 'actual' AND NOT e.datePrecision IN ['month', 'year']
MATCH (s:Actor)-[:SOURCE_OF]->(e)-[:TARGETS]->(t:Actor)
WHERE ($a IN ['', s.id] AND $b IN ['', t.id]) OR ($a IN ['', t.id] AND $b IN ['', s.id])
WITH DISTINCT lastWeek, firstWeek, e
WITH lastWeek, firstWeek, floor((e.day + 3) / 7.0) AS k, e.week AS week, count(e) AS events,
  sum(e.intensity) AS intensity, sum(CASE WHEN e.quadClass >= 3 THEN 1 ELSE 0 END) AS conflict
WITH lastWeek, firstWeek, collect({k: k, week: week, events: events, intensity: intensity, conflict: conflict}) AS all
UNWIND all AS w
WITH w, firstWeek, lastWeek, [p IN all WHERE p.k < w.k AND p.k >= w.k - $baseline] AS past
WHERE w.k > lastWeek - $weeks
WITH w, past, toInteger(CASE WHEN w.k - firstWeek < $baseline THEN w.k - firstWeek ELSE $baseline END) AS weeksBefore,
  reduce(n = 0, p IN past | n + p.events) AS before, reduce(n = 0.0, p IN past | n + p.intensity) AS hostility,
  w.intensity / w.events AS mean
RETURN toString(w.week) AS week, w.events AS events, floor((mean) * 100 + 0.500001) / 100 AS meanIntensity,
  floor((1.0 * w.conflict / w.events) * 100 + 0.500001) / 100 AS conflictShare, weeksBefore,
  CASE WHEN weeksBefore > 0 THEN floor((1.0 * before / weeksBefore) * 100 + 0.500001) / 100 END AS eventsBefore,
  CASE WHEN before > 0 THEN floor((1.0 * w.events * weeksBefore / before) * 100 + 0.500001) / 100 END AS ratio,
  weeksBefore - size([p IN past WHERE p.events >= w.events]) AS quieterWeeks,
  CASE WHEN before > 0 THEN floor((hostility / before) * 100 + 0.500001) / 100 END AS intensityBefore,
  CASE WHEN before > 0 THEN floor((mean - hostility / before) * 100 + 0.500001) / 100 END AS change
ORDER BY week
