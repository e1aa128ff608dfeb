//+ title = "Told in one language only"
//+ description = "Events that are told in one language only, or only in the one named: what the others leave out."
//+ unit = "event"
//+ example = '''
//+ lang  date        type    source          target                articles  publishers  event             quote
//+ en    2024-02-21  AID     Egypt                                 1         1           81b6754dd4ff7dbe  Ethiopia accused Egypt of sending…
//+ en    2024-02-20  ACCUSE  Ethiopia        Egypt                 1         1           542a426e64453766  Ethiopia accused Egypt on Tuesday.
//+ en    2024-02-19  COERCE  United States   Rapid Support Forces  1         1           2d210d336f0d727e  The United States did not impose …
//+ en    2024-02-19  COERCE  European Union  Sudanese military     1         1           dec225b5af75cb3c  The European Union imposed sancti…
//+ (7 more)
//+ '''
//+ [params]
//+ lang = ""
//+ until = ""
//+ days = 30
//+ limit = 200
//+ names = "en"
// In Neo4j Browser first: :params {lang: '', until: '', days: 30, limit: 200, names: 'en'}
MATCH (x:Event) WHERE $until = '' OR toString(x.date) <= $until
WITH max(x.day) AS last
MATCH (e:Event) WHERE e.day <= last AND e.day > last - $days
MATCH (e)<-[:REPORTS]-(:Mention)<-[:HAS_MENTION]-(article:Article)
OPTIONAL MATCH (p:Publisher)-[:PUBLISHED]->(article)
WITH e, count(DISTINCT article.lang) AS langs, min(article.lang) AS lang, count(DISTINCT article) AS articles,
  count(DISTINCT p) AS publishers
WHERE langs = 1 AND $lang IN ['', lang]
WITH e, lang, articles, publishers ORDER BY e.day DESC, e.id LIMIT $limit
OPTIONAL MATCH (s:Actor)-[:SOURCE_OF]->(e)
OPTIONAL MATCH (e)-[:TARGETS]->(t:Actor)
RETURN lang, toString(e.date) AS date, e.type AS type,
  coalesce(CASE $names WHEN 'en' THEN s.nameEn WHEN 'ar' THEN s.nameAr END, s.name) AS source,
  coalesce(CASE $names WHEN 'en' THEN t.nameEn WHEN 'ar' THEN t.nameAr END, t.name) AS target,
  articles, publishers, e.id AS event, e.quote AS quote
ORDER BY date DESC, event, s.id IS NULL, s.id, t.id IS NULL, t.id
