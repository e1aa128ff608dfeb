//+ title = "Who says so"
//+ description = "What is told in an actor's words only: who claims that who did what to whom, and how real it is said to be."
//+ unit = "event"
//+ example = '''
//+ date        speaker  source  type  factuality    confidence  event             quote
//+ 2024-02-21  Kenya    Egypt   AID   hypothetical  0.91        81b6754dd4ff7dbe  Ethiopia accused Egypt of sending…
//+ '''
//+ [params]
//+ actor = ""
//+ until = ""
//+ days = 90
//+ limit = 200
//+ names = "en"
// In Neo4j Browser first: :params {actor: '', until: '', days: 90, limit: 200, names: 'en'}
MATCH (x:Event) WHERE $until = '' OR toString(x.date) <= $until
WITH max(x.day) AS last
MATCH (e:Event)-[:ATTRIBUTED_TO]->(a:Actor)
WHERE e.day <= last AND e.day > last - $days AND $actor IN ['', a.id]
WITH e, a ORDER BY e.day DESC, e.id LIMIT $limit
OPTIONAL MATCH (s:Actor)-[:SOURCE_OF]->(e)
OPTIONAL MATCH (e)-[:TARGETS]->(t:Actor)
RETURN toString(e.date) AS date, coalesce(CASE $names WHEN 'en' THEN a.nameEn WHEN 'ar' THEN a.nameAr END, a.name) AS speaker,
  coalesce(CASE $names WHEN 'en' THEN s.nameEn WHEN 'ar' THEN s.nameAr END, s.name) AS source, e.type AS type,
  coalesce(CASE $names WHEN 'en' THEN t.nameEn WHEN 'ar' THEN t.nameAr END, t.name) AS target,
  e.factuality AS factuality, e.confidence AS confidence, e.id AS event, e.quote AS quote
ORDER BY date DESC, event, s.id IS NULL, s.id, t.id IS NULL, t.id
