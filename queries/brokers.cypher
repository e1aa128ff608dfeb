//+ title = "Brokers"
//+ description = "Who stands between others: how many counterparts an actor has and how many shortest ways between two others lead over it, now and as many days before; of more than 400 actors the ways from a sample are counted, so betweenness is an estimate there, the same each time. Elsewhere than in kg the query gives the ties that this is reckoned from."
//+ step = "brokers"
//+ example = '''
//+ id                    actor                 counterparts  counterpartsBefore  betweenness  betweennessBefore  change
//+ sudan-military        Sudanese military     3             0                   0.0758       0.0                0.0758
//+ rapid-support-forces  Rapid Support Forces  2             0                   0.0455       0.0                0.0455
//+ egypt                 Egypt                 2             0                   0.0303       0.0                0.0303
//+ turkey                Turkey                2             0                   0.0303       0.0                0.0303
//+ (9 more)
//+ '''
//+ [params]
//+ until = ""
//+ days = 30
//+ names = "en"
// In Neo4j Browser first: :params {until: '', days: 30, names: 'en'}
MATCH (x:Event) WHERE $until = '' OR toString(x.date) <= $until
WITH max(x.day) AS last
MATCH (e:Event) WHERE e.day <= last AND e.day > last - 2 * $days AND e.factuality = 'actual'
MATCH (x:Actor)-[:SOURCE_OF]->(e)-[:TARGETS]->(y:Actor) WHERE x <> y
WITH DISTINCT e, CASE WHEN x.id < y.id THEN x ELSE y END AS s, CASE WHEN x.id < y.id THEN y ELSE x END AS t,
  CASE WHEN e.day > last - $days THEN 1 ELSE 0 END AS now, CASE WHEN e.quadClass <= 2 THEN 1 ELSE 0 END AS mild
WITH s, t, sum(now) AS ties, sum(1 - now) AS tiesBefore, sum(now * mild) AS friendly,
  sum((1 - now) * mild) AS friendlyBefore
RETURN s.id AS id, coalesce(CASE $names WHEN 'en' THEN s.nameEn WHEN 'ar' THEN s.nameAr END, s.name) AS actor, t.id AS otherId,
  coalesce(CASE $names WHEN 'en' THEN t.nameEn WHEN 'ar' THEN t.nameAr END, t.name) AS other, ties, tiesBefore, friendly, friendlyBefore
ORDER BY id, otherId
