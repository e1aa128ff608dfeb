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
  AND s <> t
WITH collect({e: e, s: s.id, t: t.id}) AS acts
CALL {
  WITH acts UNWIND acts AS act
  WITH act.e.type AS type, count(DISTINCT act.e) AS all
  RETURN collect({type: type, all: all}) AS totals
}
CALL {
  WITH acts UNWIND acts AS act
  WITH CASE WHEN act.s < act.t THEN [act.s, act.t] ELSE [act.t, act.s] END AS pair, collect(act) AS between
  UNWIND between AS one UNWIND between AS two
  WITH one, two, two.e.day - one.e.day AS lag
  WHERE lag > 0 AND lag <= $within AND $type IN ['', one.e.type]
  RETURN one.e.type AS type, two.e.type AS next, CASE WHEN one.s = two.s THEN 'same' ELSE 'back' END AS direction,
    count(DISTINCT one.e) AS times, avg(lag) AS wait
}
UNWIND [x IN totals WHERE x.type = type | x.all] AS all
RETURN type, next, direction, times, floor((1.0 * times / all) * 100 + 0.500001) / 100 AS share, floor((wait) * 100 + 0.500001) / 100 AS meanLag
ORDER BY times DESC, type, next, direction LIMIT $limit
