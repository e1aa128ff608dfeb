//+ title = "What follows a type"
//+ description = "What two actors do to each other within so many days after an act: how often, what share of such acts it follows, after how many days; 'same': by the same one, 'back': by the other."
//+ example = '''
//+ type     next     direction  times  share  meanLag
//+ ACCUSE   ACCUSE   back       1      0.25   1.0
//+ ASSAULT  ASSAULT  back       1      0.5    1.0
//+ REJECT   ACCUSE   back       1      1.0    13.0
//+ REJECT   ACCUSE   same       1      1.0    14.0
//+ '''
//+ [params]
//+ type = ""
//+ within = 14
//+ until = ""
//+ days = 90
//+ limit = 100
// In Neo4j Browser first: :params {type: '', within: 14, until: '', days: 90, limit: 100}
MATCH (x:Event) WHERE $until = '' OR toString(x.date) <= $until
WITH max(x.day) AS last
MATCH (s:Actor)-[:SOURCE_OF]->(e:Event)-[:TARGETS]->(t:Actor)
WHERE e.day <= last AND e.day > last - $days AND e.factuality = 'actual' AND NOT e.datePrecision IN ['month', 'year']
  AND s <> t AND $type IN ['', e.type]
WITH last, e.type AS type, count(DISTINCT e) AS all, collect({e: e, s: s, t: t}) AS acts
UNWIND acts AS act
WITH last, type, all, act.e AS e, act.s AS s, act.t AS t
MATCH (s)-[h:SOURCE_OF|TARGETS]-(r:Event)-[o:SOURCE_OF|TARGETS]-(t)
WHERE type(h) <> type(o) AND r.day > e.day AND r.day <= e.day + $within AND r.day <= last
  AND r.factuality = 'actual' AND NOT r.datePrecision IN ['month', 'year']
WITH type, all, r.type AS next, CASE type(h) WHEN 'SOURCE_OF' THEN 'same' ELSE 'back' END AS direction,
  count(DISTINCT e) AS times, avg(r.day - e.day) AS wait
RETURN type, next, direction, times, floor((1.0 * times / all) * 100 + 0.500001) / 100 AS share, floor((wait) * 100 + 0.500001) / 100 AS meanLag
ORDER BY times DESC, type, next, direction LIMIT $limit
