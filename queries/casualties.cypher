//+ title = "Casualties"
//+ description = "Dead, injured and arrested by event, with the lowest and the highest number of dead that reports give."
//+ unit = "event"
//+ example = '''
//+ date        place     type     source             target                dead  lowest  highest  factuality  event             quote
//+ 2024-02-13  Khartoum  ASSAULT  Sudanese military  Rapid Support Forces  12    12      19       actual      3fc4e104ec8434af  The Sudanese army bombed the Rapi…
//+ '''
//+ [params]
//+ actor = ""
//+ until = ""
//+ days = 180
//+ limit = 200
//+ names = "en"
// In Neo4j Browser first: :params {actor: '', until: '', days: 180, limit: 200, names: 'en'}
MATCH (x:Event) WHERE $until = '' OR toString(x.date) <= $until
WITH max(x.day) AS last
MATCH (e:Event)
WHERE e.day <= last AND e.day > last - $days
  AND (e.dead IS NOT NULL OR e.injured IS NOT NULL OR e.arrested IS NOT NULL)
  AND ($actor = '' OR EXISTS { (e)-[:SOURCE_OF|TARGETS]-(:Actor {id: $actor}) })
WITH e ORDER BY e.day DESC, e.id LIMIT $limit
OPTIONAL MATCH (m:Mention)-[:REPORTS]->(e)
WITH e, min(m.dead) AS lowest, max(m.dead) AS highest
OPTIONAL MATCH (e)-[:AT]->(p:Place)
OPTIONAL MATCH (s:Actor)-[:SOURCE_OF]->(e)
OPTIONAL MATCH (e)-[:TARGETS]->(t:Actor)
RETURN toString(e.date) AS date, coalesce(CASE $names WHEN 'en' THEN p.nameEn WHEN 'ar' THEN p.nameAr END, p.name) AS place,
  e.type AS type, coalesce(CASE $names WHEN 'en' THEN s.nameEn WHEN 'ar' THEN s.nameAr END, s.name) AS source,
  coalesce(CASE $names WHEN 'en' THEN t.nameEn WHEN 'ar' THEN t.nameAr END, t.name) AS target, e.dead AS dead,
  e.injured AS injured, e.arrested AS arrested, lowest, highest, e.factuality AS factuality, e.id AS event,
  e.quote AS quote
ORDER BY date DESC, event, s.id IS NULL, s.id, t.id IS NULL, t.id
