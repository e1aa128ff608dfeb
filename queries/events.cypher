//+ title = "Events"
//+ description = "Who did what to whom, when and where, as whose words: a row for each event, source and target; of many events the newest `limit`, told oldest first. Of a whole big graph make a table with `kg export`."
//+ unit = "event"
//+ example = '''
//+ event             type     source                target                theme              place  date        factuality  quote
//+ 8a9eb5d9b828c88f  SUPPORT  Egypt                 Turkey                a trade agreement         2024-02-05  actual      Egypt and Turkey signed a trade a…
//+ a45ba72496aa0c43  CONSULT  Abdel Fattah el-Sisi  Recep Tayyip Erdogan                     Cairo  2024-02-05  actual      Egyptian President Abdel Fattah e…
//+ 1ca664801ab54188  SUPPORT  Turkey                Qatar                                           2024-02-06  actual      Turkey thanked Qatar.
//+ 7c7e9a5a803c022a  REJECT   Ethiopia              Egypt                 Egypt's demand            2024-02-06  actual      Ethiopia rejected Egypt's demand …
//+ (10 more)
//+ '''
//+ [params]
//+ limit = 3000
//+ names = "en"
// In Neo4j Browser first: :params {limit: 3000, names: 'en'}
MATCH (e:Event)
WITH e ORDER BY e.day IS NULL, e.day DESC, e.id LIMIT $limit
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
