//+ title = "The sentences behind events"
//+ description = "Each mention of an event: the sentence, where it stands in which article, and what read it by which rule."
//+ example = '''
//+ event             type    publisher      lang  published   title      url                        start  end  trigger    extractor  rule              confidence  sentence
//+ 81b6754dd4ff7dbe  AID     River Courier  en    2024-02-21  Denial     https://courier.example/7  117    179  sending    rules      en/provide        0.91        Ethiopia accused Egypt of sending…
//+ 542a426e64453766  ACCUSE  River Courier  en    2024-02-21  Denial     https://courier.example/7  117    179  accused    rules      en/accuse         0.99        Ethiopia accused Egypt of sending…
//+ 542a426e64453766  ACCUSE  River Courier  en    2024-02-21  Denial     https://courier.example/7  82     116  accused    rules      en/accuse         0.99        Ethiopia accused Egypt on Tuesday.
//+ 005b5404dde32950  COERCE  Harbour Post   en    2024-02-20  Sanctions  https://harbour.example/6  0      74   sanctions  rules      en/sanction-noun  0.9         The United States imposed sanctio…
//+ (16 more)
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
MATCH (article:Article)-[:HAS_MENTION]->(m:Mention)-[:REPORTS]->(e)
WITH e, m, article ORDER BY e.day DESC, e.id, m.id LIMIT $limit
OPTIONAL MATCH (p:Publisher)-[:PUBLISHED]->(article)
RETURN e.id AS event, e.type AS type, p.name AS publisher, article.lang AS lang,
  toString(article.published) AS published, article.title AS title, article.url AS url, m.start AS start,
  m.end AS end, m.trigger AS trigger, m.extractor AS extractor, m.rule AS rule, m.confidence AS confidence,
  m.sentence AS sentence
ORDER BY e.day DESC, event, m.id
