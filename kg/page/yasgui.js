"use strict";
/* YASGUI on this server's own endpoint; nothing is asked elsewhere. */
const token = new URLSearchParams(location.search).get("token");
const PREFIXES = {prefixes};
const used = ["kg", "rdfs", "sem"].map((name) => `PREFIX ${name}: <${PREFIXES[name]}>\n`).join("");
const FIRST = `${used}SELECT ?day ?type ?source ?target ?quote WHERE {
  ?event a sem:Event ; sem:eventType ?kind ; kg:quote ?quote .
  BIND(STRAFTER(STR(?kind), "#") AS ?type)
  OPTIONAL { ?event sem:hasBeginTimeStamp ?date BIND(STR(?date) AS ?day) }
  OPTIONAL { ?event kg:source/rdfs:label ?source }
  OPTIONAL { ?event kg:target/rdfs:label ?target }
}
ORDER BY DESC(?day)
LIMIT 100`;

Yasgui.Yasqe.defaults.value = FIRST;
Yasgui.Yasqe.defaults.autocompleters = ["variables"];
const yasgui = new Yasgui(document.getElementById("yasgui"), {
  requestConfig: { endpoint: `${location.origin}/sparql`, method: "POST", headers: token ? { Authorization: `Bearer ${token}` } : {} },
  copyEndpointOnNewTab: false,
  endpointCatalogueOptions: { getData: () => [] },
  persistenceId: `kg-${location.host}`,
});
yasgui.getTab()?.query();
