//+ title = "Facts of a single source"
//+ description = "Events that one publisher alone tells: what to check before it is believed."
//+ unit = "event"
//+ example = '''
//+ date        type    source          target                factuality    publisher      articles  confidence  event             quote
//+ 2024-02-21  AID     Egypt                                 hypothetical  River Courier  1         0.91        81b6754dd4ff7dbe  Ethiopia accused Egypt of sending…
//+ 2024-02-20  ACCUSE  Ethiopia        Egypt                 actual        River Courier  1         0.99        542a426e64453766  Ethiopia accused Egypt on Tuesday.
//+ 2024-02-19  COERCE  United States   Rapid Support Forces  negated       River Courier  1         0.54        2d210d336f0d727e  The United States did not impose …
//+ 2024-02-19  COERCE  European Union  Sudanese military     actual        Harbour Post   1         0.9         dec225b5af75cb3c  The European Union imposed sancti…
//+ (6 more)
//+ '''
//+ [params]
//+ until = ""
//+ days = 30
//+ limit = 200
//+ names = "en"
// In Neo4j Browser first: :params {until: '', days: 30, limit: 200, names: 'en'}
MATCH (x:Event) WHERE $until = '' OR toString(x.date) <= $until
WITH max(x.day) AS last
MATCH (e:Event) WHERE e.day <= last AND e.day > last - $days
MATCH (e)<-[:REPORTS]-(:Mention)<-[:HAS_MENTION]-(article:Article)
OPTIONAL MATCH (p:Publisher)-[:PUBLISHED]->(article)
WITH e, count(DISTINCT article) AS articles, count(DISTINCT p.name) AS publishers, min(p.name) AS publisher
WHERE publishers < 2
WITH e, articles, publisher ORDER BY e.day DESC, e.id LIMIT $limit
OPTIONAL MATCH (s:Actor)-[:SOURCE_OF]->(e)
OPTIONAL MATCH (e)-[:TARGETS]->(t:Actor)
RETURN toString(e.date) AS date, e.type AS type,
  coalesce(CASE $names WHEN 'en' THEN s.nameEn WHEN 'ar' THEN s.nameAr END, s.name) AS source,
  coalesce(CASE $names WHEN 'en' THEN t.nameEn WHEN 'ar' THEN t.nameAr END, t.name) AS target,
  e.factuality AS factuality, publisher, articles, e.confidence AS confidence, e.id AS event, e.quote AS quote
ORDER BY date DESC, event, s.id IS NULL, s.id, t.id IS NULL, t.id
