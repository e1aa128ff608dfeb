//+ title = "Actors by name"
//+ description = "The ids that other questions take, found by a part of a name in either script, with how much each actor does and undergoes."
//+ example = '''
//+ id                    actor                 code    country  acts  undergoes
//+ egypt                 Egypt                 EGY     EGY      3     2
//+ rapid-support-forces  Rapid Support Forces  SDNREB  SDN      1     3
//+ sudan-military        Sudanese military     SDNMIL  SDN      1     3
//+ ethiopia              Ethiopia              ETH     ETH      2     1
//+ (16 more)
//+ '''
//+ [params]
//+ name = ""
//+ limit = 50
//+ names = "en"
// In Neo4j Browser first: :params {name: '', limit: 50, names: 'en'}
MATCH (a:Actor)
WHERE $name = '' OR any(called IN [a.name, a.nameEn, a.nameAr, a.id] WHERE toLower(called) CONTAINS toLower($name))
WITH a, COUNT { (a)-[:SOURCE_OF]->(:Event) } AS acts, COUNT { (a)<-[:TARGETS]-(:Event) } AS undergoes
ORDER BY acts + undergoes DESC, a.id LIMIT $limit
RETURN a.id AS id, coalesce(CASE $names WHEN 'en' THEN a.nameEn WHEN 'ar' THEN a.nameAr END, a.name) AS actor, a.code AS code, a.country AS country, acts, undergoes
ORDER BY acts + undergoes DESC, id
