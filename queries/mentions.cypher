//+ title = "Mentions"
//+ description = "What each event is known from: a row for each mention, with its article, publisher, day of report and words; id is an event's, or empty for all."
//+ [params]
//+ id = ""
MATCH (e:Event)<-[:REPORTS]-(m:Mention)<-[:HAS_MENTION]-(a:Article)
WHERE $id = '' OR e.id = $id
OPTIONAL MATCH (p:Publisher)-[:PUBLISHED]->(a)
RETURN e.id AS event, e.type AS type, a.id AS article, p.name AS publisher, toString(a.published) AS published,
  m.quote AS quote
ORDER BY event, published IS NULL, published, article, m.triggerStart, quote
