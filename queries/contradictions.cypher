//+ title = "Contradictions"
//+ description = "Reports that do not agree: the same act told as done and as not done, friendly and hostile acts of the same two within a day, other numbers for the same event."
//+ example = '''
//+ kind     date        source             target                said           otherSaid       event             otherEvent        quote                               otherQuote
//+ denied   2024-02-19  United States      Rapid Support Forces  COERCE actual  COERCE negated  005b5404dde32950  2d210d336f0d727e  (Arabic)                            The United States did not impose …
//+ numbers  2024-02-13  Sudanese military  Rapid Support Forces  12 dead        19 dead         3fc4e104ec8434af  3fc4e104ec8434af  The Sudanese army bombed the Rapi…  The Sudanese army bombed the Rapi…
//+ '''
//+ [params]
//+ until = ""
//+ days = 30
//+ limit = 200
//+ names = "en"
// In Neo4j Browser first: :params {until: '', days: 30, limit: 200, names: 'en'}
MATCH (x:Event) WHERE $until = '' OR toString(x.date) <= $until
WITH max(x.day) AS last
CALL {
  WITH last
  MATCH (e:Event) WHERE e.day <= last AND e.day > last - $days AND e.factuality = 'actual'
  MATCH (e)<-[:SOURCE_OF]-(s:Actor)-[:SOURCE_OF]->(o:Event) WHERE abs(e.day - o.day) <= 1
  MATCH (e)-[:TARGETS]->(t:Actor)<-[:TARGETS]-(o)
  WITH e, o, s, t, CASE WHEN e.type = o.type AND o.factuality IN ['negated', 'denied'] THEN 'denied'
    WHEN e.quadClass <= 2 AND o.quadClass >= 3 AND o.factuality = 'actual' THEN 'opposed' END AS kind
  WHERE kind IS NOT NULL
  RETURN kind, e, o, s, t, e.type + ' ' + e.factuality AS said, o.type + ' ' + o.factuality AS otherSaid,
    e.quote AS quote, o.quote AS otherQuote, '' AS id1, '' AS id2
  UNION
  WITH last
  MATCH (e:Event) WHERE e.day <= last AND e.day > last - $days AND e.dead IS NOT NULL
  MATCH (m:Mention)-[:REPORTS]->(e)<-[:REPORTS]-(n:Mention) WHERE m.dead < n.dead
  OPTIONAL MATCH (s:Actor)-[:SOURCE_OF]->(e)
  OPTIONAL MATCH (e)-[:TARGETS]->(t:Actor)
  RETURN 'numbers' AS kind, e, e AS o, s, t, toString(m.dead) + ' dead' AS said, toString(n.dead) + ' dead' AS otherSaid,
    m.quote AS quote, n.quote AS otherQuote, m.id AS id1, n.id AS id2
}
RETURN kind, toString(e.date) AS date, coalesce(CASE $names WHEN 'en' THEN s.nameEn WHEN 'ar' THEN s.nameAr END, s.name) AS source,
  coalesce(CASE $names WHEN 'en' THEN t.nameEn WHEN 'ar' THEN t.nameAr END, t.name) AS target,
  said, otherSaid, e.id AS event, o.id AS otherEvent, quote, otherQuote
ORDER BY date DESC, event, otherEvent, kind, said, otherSaid, s.id IS NULL, s.id, t.id IS NULL, t.id, id1, id2
LIMIT $limit
