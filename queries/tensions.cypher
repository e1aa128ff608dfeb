//+ title = "Pairs that grow tense"
//+ description = "Pairs of actors whose dealings turned most hostile in the last days, against as many days before."
//+ example = '''
//+ first                 second             events  meanIntensity  conflictShare  eventsBefore  change  firstId               secondId
//+ Rapid Support Forces  Sudanese military  2       -9.0           1.0            0             -9.0    rapid-support-forces  sudan-military
//+ European Union        Sudanese military  1       -7.0           1.0            0             -7.0    european-union        sudan-military
//+ Rapid Support Forces  United States      1       -7.0           1.0            0             -7.0    rapid-support-forces  united-states
//+ Egypt                 Ethiopia           3       -2.5           1.0            0             -2.5    egypt                 ethiopia
//+ (5 more)
//+ '''
//+ [params]
//+ until = ""
//+ days = 28
//+ limit = 50
//+ names = "en"
// In Neo4j Browser first: :params {until: '', days: 28, limit: 50, names: 'en'}
MATCH (x:Event) WHERE $until = '' OR toString(x.date) <= $until
WITH max(x.day) AS last
MATCH (e:Event) WHERE e.day <= last AND e.day > last - 2 * $days AND e.factuality = 'actual'
MATCH (s:Actor)-[:SOURCE_OF]->(e)-[:TARGETS]->(t:Actor) WHERE s.id <> t.id
WITH DISTINCT e, CASE WHEN s.id < t.id THEN s ELSE t END AS a, CASE WHEN s.id < t.id THEN t ELSE s END AS b,
  CASE WHEN e.day > last - $days THEN 1 ELSE 0 END AS now
WITH a, b, sum(now) AS events, sum(1 - now) AS eventsBefore, sum(e.intensity * now) AS isum,
  sum(e.intensity * (1 - now)) AS ibefore, sum(CASE WHEN e.quadClass >= 3 THEN now ELSE 0 END) AS conflicts
WHERE events > 0
WITH *, isum / events AS mean, CASE WHEN eventsBefore > 0 THEN ibefore / eventsBefore ELSE 0.0 END AS meanBefore
RETURN coalesce(CASE $names WHEN 'en' THEN a.nameEn WHEN 'ar' THEN a.nameAr END, a.name) AS first,
  coalesce(CASE $names WHEN 'en' THEN b.nameEn WHEN 'ar' THEN b.nameAr END, b.name) AS second, events,
  floor((mean) * 100 + 0.500001) / 100 AS meanIntensity, floor((1.0 * conflicts / events) * 100 + 0.500001) / 100 AS conflictShare, eventsBefore,
  CASE WHEN eventsBefore > 0 THEN floor((meanBefore) * 100 + 0.500001) / 100 END AS intensityBefore,
  floor((mean - meanBefore) * 100 + 0.500001) / 100 AS change, a.id AS firstId, b.id AS secondId
ORDER BY change, events DESC, firstId, secondId LIMIT $limit
