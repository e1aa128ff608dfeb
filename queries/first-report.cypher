//+ title = "First report and followers"
//+ description = "Who reported an event first, and after how many days others followed; without an event, each that several articles tell."
//+ example = '''
//+ event             type    date        firstReport  lag  publisher     lang  title      url                        quote
//+ 005b5404dde32950  COERCE  2024-02-19  2024-02-20   0    Harbour Post  en    Sanctions  https://harbour.example/6  (Arabic)
//+ 005b5404dde32950  COERCE  2024-02-19  2024-02-20   2    (Arabic)      ar    (Arabic)   https://river.example/8    (Arabic)
//+ 08acd7a15507038c  ACCUSE  2024-02-19  2024-02-20   0    Harbour Post  en    Sanctions  https://harbour.example/6  (Arabic)
//+ 08acd7a15507038c  ACCUSE  2024-02-19  2024-02-20   2    (Arabic)      ar    (Arabic)   https://river.example/8    (Arabic)
//+ (5 more)
//+ '''
//+ [params]
//+ event = ""
//+ until = ""
//+ days = 30
//+ limit = 200
// In Neo4j Browser first: :params {event: '', until: '', days: 30, limit: 200}
MATCH (x:Event) WHERE $until = '' OR toString(x.date) <= $until
WITH max(x.day) AS last
MATCH (e:Event) WHERE $event = '' AND e.day <= last AND e.day > last - $days OR e.id = $event
MATCH (e)<-[:REPORTS]-(:Mention)<-[:HAS_MENTION]-(article:Article) WHERE article.day IS NOT NULL
WITH e, collect(DISTINCT article) AS articles, min(article.day) AS start, min(article.published) AS first
WHERE size(articles) > 1 OR $event <> ''
UNWIND articles AS article
OPTIONAL MATCH (p:Publisher)-[:PUBLISHED]->(article)
RETURN e.id AS event, e.type AS type, toString(e.date) AS date, toString(first) AS firstReport,
  article.day - start AS lag, p.name AS publisher, article.lang AS lang, article.title AS title, article.url AS url, e.quote AS quote
ORDER BY e.day DESC, event, lag, article.id LIMIT $limit
