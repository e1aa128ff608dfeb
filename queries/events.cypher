//+ title = "Events"
//+ description = "Who did what to whom, when and where, as whose words: a row for each event, source and target."
//+ [params]
//+ names = "en"
MATCH (e:Event)
OPTIONAL MATCH (s:Actor)-[:SOURCE_OF]->(e)
OPTIONAL MATCH (e)-[:TARGETS]->(t:Actor)
OPTIONAL MATCH (e)-[:AT]->(p:Place)
RETURN e.id AS event, e.type AS type,
  coalesce(CASE $names WHEN 'en' THEN s.nameEn WHEN 'ar' THEN s.nameAr END, s.name) AS source,
  coalesce(CASE $names WHEN 'en' THEN t.nameEn WHEN 'ar' THEN t.nameAr END, t.name) AS target,
  e.theme AS theme,
  coalesce(CASE $names WHEN 'en' THEN p.nameEn WHEN 'ar' THEN p.nameAr END, p.name) AS place,
  toString(e.date) AS date, e.factuality AS factuality, e.quote AS quote
ORDER BY date IS NULL, date, event, source IS NULL, source, target IS NULL, target
