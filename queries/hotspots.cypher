//+ title = "Hotspots by place and week"
//+ description = "Where it happens: events, deaths and how hostile they are, by place and week."
//+ example = '''
//+ week        place     country  events  meanIntensity  conflictShare  dead
//+ 2024-02-12  Khartoum  SDN      1       -9.0           1.0            12
//+ 2024-02-12  Omdurman  SDN      1       -9.0           1.0            0
//+ 2024-02-05  Cairo     EGY      1       2.5            0.0            0
//+ '''
//+ [params]
//+ weeks = 4
//+ until = ""
//+ limit = 200
//+ names = "en"
// In Neo4j Browser first: :params {weeks: 4, until: '', limit: 200, names: 'en'}
MATCH (x:Event) WHERE $until = '' OR toString(x.date) <= $until
WITH max(x.day) AS last
MATCH (e:Event)-[:AT]->(p:Place)
WHERE e.day <= last AND floor((e.day + 3) / 7.0) > floor((last + 3) / 7.0) - $weeks
  AND e.factuality = 'actual' AND NOT e.datePrecision IN ['month', 'year']
WITH toString(e.week) AS week, p, count(e) AS events, avg(e.intensity) AS mean,
  sum(CASE WHEN e.quadClass >= 3 THEN 1 ELSE 0 END) AS conflicts, sum(coalesce(e.dead, 0)) AS dead
RETURN week, coalesce(CASE $names WHEN 'en' THEN p.nameEn WHEN 'ar' THEN p.nameAr END, p.name) AS place, p.country AS country,
  events, floor((mean) * 100 + 0.500001) / 100 AS meanIntensity, floor((1.0 * conflicts / events) * 100 + 0.500001) / 100 AS conflictShare, dead
ORDER BY week DESC, events DESC, meanIntensity, p.id LIMIT $limit
