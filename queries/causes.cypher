//+ title = "Causes and consequences"
//+ description = "What the articles themselves tie together: an event because of, after, in response to another."
//+ example = '''
//+ date
//+ (no rows)
//+ '''
//+ [params]
//+ event = ""
//+ until = ""
//+ days = 365
//+ limit = 200
// In Neo4j Browser first: :params {event: '', until: '', days: 365, limit: 200}
MATCH (x:Event) WHERE $until = '' OR toString(x.date) <= $until
WITH max(x.day) AS last
MATCH (e:Event)-[r]->(o:Event)
WHERE $event = '' AND e.day <= last AND e.day > last - $days OR $event IN [e.id, o.id]
RETURN toString(e.date) AS date, e.type AS type, type(r) AS relation, toString(o.date) AS otherDate,
  o.type AS otherType, e.id AS event, o.id AS other, e.quote AS quote, o.quote AS otherQuote
ORDER BY date IS NULL, date DESC, event, relation, other LIMIT $limit
