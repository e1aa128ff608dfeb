//+ title = "Reactions within days"
//+ description = "Who acted within so many days after an event or a type of event: its targets ('answers'), or others towards those who did it ('towards')."
//+ example = '''
//+ date        type     event             lag  how      reactionType  source                target                reaction          quote                               eventQuote
//+ 2024-02-19  ACCUSE   08acd7a15507038c  1    answers  ACCUSE        Ethiopia              Egypt                 542a426e64453766  Ethiopia accused Egypt on Tuesday.  (Arabic)
//+ 2024-02-14  ASSAULT  bd6d7e266494b3f7  5    towards  COERCE        United States         Rapid Support Forces  005b5404dde32950  (Arabic)                            The Rapid Support Forces attacked…
//+ 2024-02-13  ASSAULT  3fc4e104ec8434af  1    towards  ACCUSE        African Union         Sudanese military     61da5ff044875ece  The African Union condemned the S…  The Sudanese army bombed the Rapi…
//+ 2024-02-13  ASSAULT  3fc4e104ec8434af  1    answers  ASSAULT       Rapid Support Forces  Sudanese military     bd6d7e266494b3f7  The Rapid Support Forces attacked…  The Sudanese army bombed the Rapi…
//+ (1 more)
//+ '''
//+ [params]
//+ event = ""
//+ type = ""
//+ within = 7
//+ until = ""
//+ days = 14
//+ limit = 200
//+ names = "en"
// In Neo4j Browser first: :params {event: '', type: '', within: 7, until: '', days: 14, limit: 200, names: 'en'}
MATCH (x:Event) WHERE $until = '' OR toString(x.date) <= $until
WITH max(x.day) AS last
MATCH (e:Event)
WHERE ($event = '' AND e.day <= last AND e.day > last - $days OR e.id = $event)
  AND e.factuality = 'actual' AND $type IN ['', e.type] AND e.day IS NOT NULL
MATCH (e)-[h:SOURCE_OF|TARGETS]-(p:Actor)
MATCH (p)-[o:SOURCE_OF|TARGETS]-(r:Event)
WHERE type(o) <> type(h) AND r.factuality = 'actual' AND r.day > e.day AND r.day <= e.day + $within
WITH e, r, r.day - e.day AS lag, min(CASE type(h) WHEN 'TARGETS' THEN 'answers' ELSE 'towards' END) AS how
ORDER BY e.day DESC, e.id, lag, r.id LIMIT $limit
OPTIONAL MATCH (s:Actor)-[:SOURCE_OF]->(r)
OPTIONAL MATCH (r)-[:TARGETS]->(t:Actor)
RETURN toString(e.date) AS date, e.type AS type, e.id AS event, lag, how, r.type AS reactionType,
  coalesce(CASE $names WHEN 'en' THEN s.nameEn WHEN 'ar' THEN s.nameAr END, s.name) AS source,
  coalesce(CASE $names WHEN 'en' THEN t.nameEn WHEN 'ar' THEN t.nameAr END, t.name) AS target, r.id AS reaction,
  r.quote AS quote, e.quote AS eventQuote
ORDER BY date DESC, event, lag, reaction, s.id IS NULL, s.id, t.id IS NULL, t.id
