//+ title = "Roles and who held them"
//+ description = "Who held which office of whom and when, on a day or ever; with the words of the article where one says so."
//+ example = '''
//+ person                title             of                         code       since       until       reported    personId              ofId                    quote
//+ Abdel Fattah el-Sisi  President         Egypt                      EGYGOV                             2024-02-08  abdel-fattah-el-sisi  egypt                   Egyptian President Abdel Fattah e…
//+ Abdel Fattah el-Sisi  (Arabic)          Egypt                      EGYGOV                             2024-02-07  abdel-fattah-el-sisi  egypt                   (Arabic)
//+ Abdel Fattah el-Sisi  President         Egypt                      EGYGOV                             2024-02-06  abdel-fattah-el-sisi  egypt                   Egyptian President Abdel Fattah e…
//+ Abdel Fattah el-Sisi  defence minister  Egyptian defence ministry  EGYGOVMIL  2012-08-12  2014-03-26              abdel-fattah-el-sisi  egypt-defence-ministry
//+ (9 more)
//+ '''
//+ [params]
//+ actor = ""
//+ on = ""
//+ limit = 200
//+ names = "en"
// In Neo4j Browser first: :params {actor: '', on: '', limit: 200, names: 'en'}
MATCH (p:Actor)-[r:HAS_ROLE]->(o:Actor)
WHERE $actor IN ['', p.id, o.id]
  AND ($on = '' OR (r.since IS NULL OR toString(r.since) <= $on) AND (r.until IS NULL OR toString(r.until) >= $on))
RETURN coalesce(CASE $names WHEN 'en' THEN p.nameEn WHEN 'ar' THEN p.nameAr END, p.name) AS person, r.title AS title,
  coalesce(CASE $names WHEN 'en' THEN o.nameEn WHEN 'ar' THEN o.nameAr END, o.name) AS of, r.code AS code,
  toString(r.since) AS since, toString(r.until) AS until, toString(r.reported) AS reported, p.id AS personId,
  o.id AS ofId, r.quote AS quote
ORDER BY personId, ofId, r.id LIMIT $limit
