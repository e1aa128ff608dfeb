//+ title = "Timeline of two actors"
//+ description = "What happened between A and B, whoever acted, the newest last; 'with' where they acted together. Without B: between A and anyone."
//+ example = '''
//+ date        precision  type     source                relation  target                factuality  publishers  confidence  event             quote
//+ 2024-02-05  day        SUPPORT  Egypt                 on        Turkey                actual      1           0.97        8a9eb5d9b828c88f  Egypt and Turkey signed a trade a…
//+ 2024-02-05  day        CONSULT  Abdel Fattah el-Sisi  on        Recep Tayyip Erdogan  actual      3           0.99        a45ba72496aa0c43  Egyptian President Abdel Fattah e…
//+ 2024-02-06  unknown    SUPPORT  Turkey                on        Qatar                 actual      1           0.92        1ca664801ab54188  Turkey thanked Qatar.
//+ 2024-02-06  day        REJECT   Ethiopia              on        Egypt                 actual      1           0.98        7c7e9a5a803c022a  Ethiopia rejected Egypt's demand …
//+ (9 more)
//+ '''
//+ [params]
//+ a = ""
//+ b = ""
//+ until = ""
//+ days = 180
//+ limit = 200
//+ names = "en"
// In Neo4j Browser first: :params {a: '', b: '', until: '', days: 180, limit: 200, names: 'en'}
MATCH (x:Event) WHERE $until = '' OR toString(x.date) <= $until
WITH max(x.day) AS last
MATCH (e:Event) WHERE e.day <= last AND e.day > last - $days
MATCH (s:Actor)-[:SOURCE_OF]->(e)-[r:TARGETS|SOURCE_OF]-(t:Actor)
WHERE (type(r) = 'TARGETS' OR s.id < t.id)
  AND (($a IN ['', s.id] AND $b IN ['', t.id]) OR ($a IN ['', t.id] AND $b IN ['', s.id]))
WITH e, s, CASE type(r) WHEN 'TARGETS' THEN 'on' ELSE 'with' END AS relation, t
ORDER BY e.day DESC, e.id, s.id, relation, t.id LIMIT $limit
RETURN toString(e.date) AS date, e.datePrecision AS precision, e.type AS type,
  coalesce(CASE $names WHEN 'en' THEN s.nameEn WHEN 'ar' THEN s.nameAr END, s.name) AS source, relation,
  coalesce(CASE $names WHEN 'en' THEN t.nameEn WHEN 'ar' THEN t.nameAr END, t.name) AS target, e.factuality AS factuality,
  COUNT { MATCH (e)<-[:REPORTS]-()<-[:HAS_MENTION]-()<-[:PUBLISHED]-(p) RETURN DISTINCT p } AS publishers,
  e.confidence AS confidence, e.id AS event, e.quote AS quote
ORDER BY date, event, s.id, relation, t.id
