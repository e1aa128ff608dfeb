//+ title = "Corroboration"
//+ description = "How well each event is attested: its mentions, articles, publishers and languages, the sources that tell it independently (copies of one text, and what one publisher or agency says, count once), and the day of the first report; the best attested first, of equal ones the newest."
//+ unit = "event"
//+ example = '''
//+ event             type     mentions  articles  publishers  languages  independent_sources  first_report  quote
//+ a45ba72496aa0c43  CONSULT  3         3         3           2          3                    2024-02-06    Egyptian President Abdel Fattah e…
//+ 005b5404dde32950  COERCE   2         2         2           2          2                    2024-02-20    (Arabic)
//+ 08acd7a15507038c  ACCUSE   2         2         2           2          2                    2024-02-20    (Arabic)
//+ 3fc4e104ec8434af  ASSAULT  2         2         2           1          2                    2024-02-14    The Sudanese army bombed the Rapi…
//+ (10 more)
//+ '''
//+ [params]
//+ least = 1
//+ limit = 1000
// In Neo4j Browser first: :params {least: 1, limit: 1000}
MATCH (e:Event)
WHERE e.independentSources >= $least
WITH e ORDER BY e.independentSources DESC, e.firstReport IS NULL, e.firstReport DESC, e.id LIMIT $limit
RETURN e.id AS event, e.type AS type, e.mentionCount AS mentions, e.articleCount AS articles,
  e.publisherCount AS publishers, size([x IN split(coalesce(e.languages, ''), ' ') WHERE x <> '']) AS languages,
  e.independentSources AS independent_sources, toString(e.firstReport) AS first_report, e.quote AS quote
ORDER BY independent_sources DESC, first_report IS NULL, first_report DESC, event
