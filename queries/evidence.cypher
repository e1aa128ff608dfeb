//+ title = "The sentences behind events"
//+ description = "Each mention of an event: the sentence, where it stands in which article, and what read it by which rule."
//+ [params]
//+ event = ""
//+ until = ""
//+ days = 30
//+ limit = 200
// In Neo4j Browser first: :params {event: '', until: '', days: 30, limit: 200}
MATCH (x:Event) WHERE $until = '' OR toString(x.date) <= $until
WITH max(x.day) AS last
MATCH (e:Event) WHERE $event = '' AND e.day <= last AND e.day > last - $days OR e.id = $event
MATCH (article:Article)-[:HAS_MENTION]->(m:Mention)-[:REPORTS]->(e)
WITH e, m, article ORDER BY e.day DESC, e.id, m.id LIMIT $limit
OPTIONAL MATCH (p:Publisher)-[:PUBLISHED]->(article)
RETURN e.id AS event, e.type AS type, p.name AS publisher, article.lang AS lang,
  toString(article.published) AS published, article.title AS title, article.url AS url, m.start AS start,
  m.end AS end, m.trigger AS trigger, m.extractor AS extractor, m.rule AS rule, m.confidence AS confidence,
  m.sentence AS sentence
ORDER BY e.day DESC, event, m.id
