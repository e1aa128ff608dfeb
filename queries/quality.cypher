//+ title = "Extraction quality by publisher"
//+ description = "What is read from each publisher, and how much of it lacks a date of its own, a place, a source, a target or a known actor."
//+ example = '''
//+ publisher      articles  emptyArticles  events  meanConfidence  withoutDate  withoutPlace  withoutSource  withoutTarget  unresolved
//+ Harbour Post   3         0              8       0.96            1            6             0              0              0
//+ River Courier  3         0              7       0.91            1            4             0              1              0
//+ (Arabic)       2         0              4       0.98            1            3             0              0              0
//+ '''
//+ [params]
//+ until = ""
//+ days = 30
// In Neo4j Browser first: :params {until: '', days: 30}
MATCH (x:Article) WHERE $until = '' OR toString(x.published) <= $until
WITH max(x.day) AS last
MATCH (article:Article) WHERE article.day IS NULL OR article.day <= last AND article.day > last - $days
OPTIONAL MATCH (p:Publisher)-[:PUBLISHED]->(article)
OPTIONAL MATCH (article)-[:HAS_MENTION]->(m:Mention)
OPTIONAL MATCH (m)-[:REPORTS]->(e:Event)
WITH coalesce(p.name, '') AS publisher, article, count(m) AS mentions, collect(e) AS told
WITH publisher, count(article) AS articles, sum(CASE mentions WHEN 0 THEN 1 ELSE 0 END) AS emptyArticles,
  collect(told) AS lists
UNWIND CASE lists WHEN [] THEN [[]] ELSE lists END AS told
UNWIND CASE told WHEN [] THEN [null] ELSE told END AS e
WITH publisher, articles, emptyArticles, collect(DISTINCT e) AS events
RETURN publisher, articles, emptyArticles,
  size(events) AS events,
  CASE WHEN size(events) > 0 THEN floor((reduce(sum = 0.0, e IN events | sum + e.confidence) / size(events)) * 100 + 0.500001) / 100 END AS meanConfidence,
  size([e IN events WHERE e.datePrecision = 'unknown']) AS withoutDate,
  size([e IN events WHERE NOT (e)-[:AT]->()]) AS withoutPlace,
  size([e IN events WHERE NOT (e)<-[:SOURCE_OF]-()]) AS withoutSource,
  size([e IN events WHERE NOT (e)-[:TARGETS]->()]) AS withoutTarget,
  size([e IN events WHERE EXISTS { (e)-[:SOURCE_OF|TARGETS]-(a:Actor) WHERE a.id STARTS WITH 'x-' }]) AS unresolved
ORDER BY articles DESC, publisher
