//+ title = "Blocs and who changed sides"
//+ description = "Groups of actors that deal with each other in a friendly way (Louvain communities), and who was in another group before. Elsewhere than in kg the query gives the ties that this is reckoned from."
//+ step = "blocs"
//+ example = '''
//+ bloc  size  id                    actor                 changedSides
//+ 1     3     egypt                 Egypt                 False
//+ 1     3     qatar                 Qatar                 False
//+ 1     3     turkey                Turkey                False
//+ 2     2     abdel-fattah-el-sisi  Abdel Fattah el-Sisi  False
//+ (1 more)
//+ '''
//+ [params]
//+ until = ""
//+ days = 60
//+ names = "en"
// In Neo4j Browser first: :params {until: '', days: 60, names: 'en'}
MATCH (x:Event) WHERE $until = '' OR toString(x.date) <= $until
WITH max(x.day) AS last
MATCH (e:Event) WHERE e.day <= last AND e.day > last - 2 * $days AND e.factuality = 'actual'
MATCH (x:Actor)-[:SOURCE_OF]->(e)-[:TARGETS]->(y:Actor) WHERE x <> y
WITH DISTINCT e, CASE WHEN x.id < y.id THEN x ELSE y END AS s, CASE WHEN x.id < y.id THEN y ELSE x END AS t,
  CASE WHEN e.day > last - $days THEN 1 ELSE 0 END AS now, CASE WHEN e.quadClass <= 2 THEN 1 ELSE 0 END AS mild
WITH s, t, sum(now) AS ties, sum(1 - now) AS tiesBefore, sum(now * mild) AS friendly,
  sum((1 - now) * mild) AS friendlyBefore
WHERE friendly + friendlyBefore > 0
RETURN s.id AS id, coalesce(CASE $names WHEN 'en' THEN s.nameEn WHEN 'ar' THEN s.nameAr END, s.name) AS actor, t.id AS otherId,
  coalesce(CASE $names WHEN 'en' THEN t.nameEn WHEN 'ar' THEN t.nameAr END, t.name) AS other, ties, tiesBefore, friendly, friendlyBefore
ORDER BY id, otherId
