//+ title = "Mentions"
//+ description = "What each event is known from: a row for each mention, with its article, publisher, day of report and words; `event` is an id, or empty for the newest `limit` events."
//+ unit = "event"
//+ example = '''
//+ event             type    article  publisher     published   quote
//+ 005b5404dde32950  COERCE  s6       Harbour Post  2024-02-20  The United States imposed sanctio…
//+ 005b5404dde32950  COERCE  s8       (Arabic)      2024-02-22  (Arabic)
//+ 08acd7a15507038c  ACCUSE  s6       Harbour Post  2024-02-20  Egypt condemned Ethiopia on Monda…
//+ 08acd7a15507038c  ACCUSE  s8       (Arabic)      2024-02-22  (Arabic)
//+ (16 more)
//+ '''
//+ [params]
//+ event = ""
//+ limit = 1000
// In Neo4j Browser first: :params {event: '', limit: 1000}
MATCH (e:Event) WHERE $event = '' OR e.id = $event
WITH e ORDER BY e.day IS NULL, e.day DESC, e.id LIMIT $limit
MATCH (e)<-[:REPORTS]-(m:Mention)<-[:HAS_MENTION]-(a:Article)
OPTIONAL MATCH (p:Publisher)-[:PUBLISHED]->(a)
RETURN e.id AS event, e.type AS type, a.id AS article, p.name AS publisher, toString(a.published) AS published,
  m.quote AS quote
ORDER BY event, published IS NULL, published, article, m.triggerStart, quote
