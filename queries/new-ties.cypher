//+ title = "New ties"
//+ description = "Pairs of actors that had no dealings in the graph before the last days, with what they did."
//+ example = '''
//+ date        source          type    target                confidence  sourceId        targetId              event             quote
//+ 2024-02-19  United States   COERCE  Rapid Support Forces  0.99        united-states   rapid-support-forces  005b5404dde32950  (Arabic)
//+ 2024-02-19  European Union  COERCE  Sudanese military     0.9         european-union  sudan-military        dec225b5af75cb3c  The European Union imposed sancti…
//+ '''
//+ [params]
//+ days = 7
//+ until = ""
//+ limit = 200
//+ names = "en"
// In Neo4j Browser first: :params {days: 7, until: '', limit: 200, names: 'en'}
MATCH (x:Event) WHERE $until = '' OR toString(x.date) <= $until
WITH max(x.day) AS last
MATCH (e:Event) WHERE e.day <= last AND e.day > last - $days AND e.factuality = 'actual'
MATCH (s:Actor)-[:SOURCE_OF]->(e)-[:TARGETS]->(t:Actor)
WHERE s <> t
  AND NOT EXISTS { (s)-[:SOURCE_OF]->(o:Event)-[:TARGETS]->(t) WHERE o.factuality = 'actual' AND o.day <= last - $days }
  AND NOT EXISTS { (t)-[:SOURCE_OF]->(o:Event)-[:TARGETS]->(s) WHERE o.factuality = 'actual' AND o.day <= last - $days }
RETURN toString(e.date) AS date, coalesce(CASE $names WHEN 'en' THEN s.nameEn WHEN 'ar' THEN s.nameAr END, s.name) AS source,
  e.type AS type, coalesce(CASE $names WHEN 'en' THEN t.nameEn WHEN 'ar' THEN t.nameAr END, t.name) AS target,
  e.confidence AS confidence, s.id AS sourceId, t.id AS targetId, e.id AS event, e.quote AS quote
ORDER BY date DESC, event, sourceId, targetId LIMIT $limit
