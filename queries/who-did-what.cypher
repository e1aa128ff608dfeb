//+ title = "Who did what"
//+ description = "All acts by an actor and on it, counted by type and counterpart; without an actor, of all."
//+ example = '''
//+ actor                 role  type     factuality  counterpart           events  first       latest      meanIntensity  counterpartId
//+ Abdel Fattah el-Sisi  by    CONSULT  actual      Recep Tayyip Erdogan  1       2024-02-05  2024-02-05  2.5            recep-tayyip-erdogan
//+ African Union         by    ACCUSE   actual      Sudanese military     1       2024-02-14  2024-02-14  -2.0           sudan-military
//+ Algeria               by    ACCUSE   actual      Israel                1       2024-02-07  2024-02-07  -2.0           israel
//+ Egypt                 by    ACCUSE   actual      Ethiopia              1       2024-02-19  2024-02-19  -2.0           ethiopia
//+ (23 more)
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
MATCH (e:Event) WHERE e.day <= last AND e.day > last - $days
MATCH (x:Actor)-[r:SOURCE_OF|TARGETS]-(e) WHERE $actor IN ['', x.id]
WITH e, x, CASE type(r) WHEN 'SOURCE_OF' THEN 'by' ELSE 'on' END AS role
OPTIONAL MATCH (e)-[o:SOURCE_OF|TARGETS]-(c:Actor)
  WHERE (role = 'by' AND type(o) = 'TARGETS') OR (role = 'on' AND type(o) = 'SOURCE_OF')
WITH x, role, e.type AS type, e.factuality AS factuality, c, count(DISTINCT e) AS events,
  toString(min(e.date)) AS first, toString(max(e.date)) AS latest, avg(e.intensity) AS mean
ORDER BY events DESC, x.id, role, type, factuality, c.id IS NULL, c.id LIMIT $limit
RETURN coalesce(CASE $names WHEN 'en' THEN x.nameEn WHEN 'ar' THEN x.nameAr END, x.name) AS actor, role, type, factuality,
  coalesce(CASE $names WHEN 'en' THEN c.nameEn WHEN 'ar' THEN c.nameAr END, c.name) AS counterpart, events, first, latest,
  floor((mean) * 100 + 0.500001) / 100 AS meanIntensity, c.id AS counterpartId
ORDER BY events DESC, x.id, role, type, factuality, counterpartId IS NULL, counterpartId
