// The indexes that the canned questions and the search in Neo4j Browser need. `kg neo4j setup` runs them;
// pasted into Browser they do the same. One statement a line; each makes what is missing and nothing else.
CREATE INDEX kg_event_day IF NOT EXISTS FOR (n:Event) ON (n.day);
CREATE INDEX kg_event_date IF NOT EXISTS FOR (n:Event) ON (n.date);
CREATE INDEX kg_event_type IF NOT EXISTS FOR (n:Event) ON (n.type);
CREATE INDEX kg_event_factuality IF NOT EXISTS FOR (n:Event) ON (n.factuality);
CREATE INDEX kg_event_independent IF NOT EXISTS FOR (n:Event) ON (n.independentSources);
CREATE INDEX kg_article_day IF NOT EXISTS FOR (n:Article) ON (n.day);
CREATE INDEX kg_actor_name IF NOT EXISTS FOR (n:Actor) ON (n.name);
CREATE INDEX kg_actor_name_en IF NOT EXISTS FOR (n:Actor) ON (n.nameEn);
CREATE INDEX kg_actor_name_ar IF NOT EXISTS FOR (n:Actor) ON (n.nameAr);
CREATE INDEX kg_actor_code IF NOT EXISTS FOR (n:Actor) ON (n.code);
CREATE FULLTEXT INDEX kg_names IF NOT EXISTS FOR (n:Actor|Place) ON EACH [n.name, n.nameEn];
CREATE FULLTEXT INDEX kg_names_ar IF NOT EXISTS FOR (n:Actor|Place) ON EACH [n.name, n.nameAr] OPTIONS {indexConfig: {`fulltext.analyzer`: 'arabic'}};
