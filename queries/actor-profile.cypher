//+ title = "Actor profile"
//+ description = "Who an actor is: names in both scripts, codes, roles, what it does and undergoes, with whom and where; without an actor, the one most in the news of the last 30 days."
//+ example = '''
//+ aspect  value     events
//+ id      egypt     0
//+ name    Egypt     0
//+ name    (Arabic)  0
//+ code    EGY       0
//+ (10 more)
//+ '''
//+ [params]
//+ actor = ""
//+ limit = 200
//+ names = "en"
// In Neo4j Browser first: :params {actor: '', limit: 200, names: 'en'}
MATCH (e:Event) WITH max(e.day) AS last
OPTIONAL MATCH (e:Event)-[r:SOURCE_OF|TARGETS]-(a:Actor) WHERE $actor = '' AND e.day > last - 30
WITH a, count(r) AS often ORDER BY often DESC, a.id LIMIT 1
MATCH (x:Actor {id: CASE $actor WHEN '' THEN a.id ELSE $actor END})
CALL {
  WITH x
  UNWIND [[1, 'id', x.id], [2, 'name', x.name], [2, 'name', x.nameEn], [2, 'name', x.nameAr], [3, 'code', x.code],
    [4, 'country', x.country]] AS fact
  WITH DISTINCT fact WHERE fact[2] IS NOT NULL
  RETURN fact[0] AS rank, fact[1] AS aspect, fact[2] AS text, null AS n, 0 AS events, null AS since, null AS until
  UNION ALL
  WITH x
  MATCH (x)-[r:HAS_ROLE]-(n:Actor)
  WITH CASE WHEN startNode(r) = x THEN [5, 'holds'] ELSE [6, 'held by'] END AS kind, r, n
  RETURN kind[0] AS rank, kind[1] AS aspect, r.title AS text, n, 0 AS events, min(r.since) AS since, max(r.until) AS until
  UNION ALL
  WITH x
  MATCH (x)-[r:SOURCE_OF|TARGETS]-(e:Event)
  WITH CASE type(r) WHEN 'SOURCE_OF' THEN [7, 'does'] ELSE [8, 'undergoes'] END AS kind, e
  RETURN kind[0] AS rank, kind[1] AS aspect, e.type AS text, null AS n, count(DISTINCT e) AS events,
    min(e.date) AS since, max(e.date) AS until
  UNION ALL
  WITH x
  MATCH (x)-[r:SOURCE_OF|TARGETS]-(e:Event)-[o:SOURCE_OF|TARGETS]-(n:Actor) WHERE type(o) <> type(r)
  RETURN 9 AS rank, 'counterpart' AS aspect, null AS text, n, count(DISTINCT e) AS events, min(e.date) AS since,
    max(e.date) AS until
  UNION ALL
  WITH x
  MATCH (x)-[:SOURCE_OF|TARGETS]-(e:Event)-[:AT]->(n:Place)
  RETURN 10 AS rank, 'place' AS aspect, null AS text, n, count(DISTINCT e) AS events, min(e.date) AS since,
    max(e.date) AS until
}
WITH rank, aspect, text, n, events, toString(since) AS since, toString(until) AS until,
  coalesce(CASE $names WHEN 'en' THEN n.nameEn WHEN 'ar' THEN n.nameAr END, n.name) AS named
RETURN aspect, coalesce(text, named) AS value, CASE WHEN text IS NOT NULL THEN named END AS with, events, since, until,
  n.id AS id
ORDER BY rank, events DESC, id IS NULL, id, value, since IS NOT NULL, since LIMIT $limit
