//+ title = "Unresolved actors"
//+ description = "Names that no list of actors knows, and descriptions such as gunmen, by how many events of the graph have them: what to add to actors.csv and aliases.csv. `kg actors unresolved` lists the names alone, from all mentions of the archive."
//+ example = '''
//+ name
//+ (no rows)
//+ '''
//+ [params]
//+ limit = 50
// In Neo4j Browser first: :params {limit: 50}
MATCH (a:Actor)-[:SOURCE_OF|TARGETS|ATTRIBUTED_TO]-(e:Event) WHERE a.id STARTS WITH 'x-'
WITH a, count(DISTINCT e) AS events ORDER BY events DESC, a.id LIMIT $limit
MATCH (a)-[:SOURCE_OF|TARGETS|ATTRIBUTED_TO]-(e:Event)
RETURN a.name AS name, a.code AS code, events, toString(max(e.date)) AS latest, a.id AS id, min(e.quote) AS quote
ORDER BY events DESC, id
