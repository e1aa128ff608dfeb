/* What test_view.py asks of the page in a browser: each probe runs on a fresh page, `note` takes what must be true. */

//# arrow keys walk the list, a click opens, Escape goes back to the entry
const all = () => [...document.querySelectorAll("#list button")];
all()[0].focus();
press("ArrowDown");
note(document.activeElement === all()[1]);
press("End");
note(document.activeElement === all().at(-1));
note(all().filter((button) => button.tabIndex === 0).length === 1);
const id = document.activeElement.dataset.event;
document.activeElement.click();
note(!$("panel").hidden, document.activeElement === $("panel"), location.hash.includes(id));
press("Escape");
note($("panel").hidden, document.activeElement.dataset.event === id);

//# search finds either script, whatever the case, the seat of the hamza, the vowels
const hits = (words) => type("search", words).length;
note(hits("PARLIAMENT") === 1, hits("الاجنبيه") === 1, hits("الأجنبيّة") === 1);
note(hits("nobody") === 0, $("nothing").textContent === say("nothing"), !$("blank").hidden, hits("") === 3, $("nothing").hidden, $("blank").hidden);
data.events.length = 0;
changed();
note($("nothing").textContent.includes("kg ingest"), !$("nothing").hidden);

//# filters leave what fits
note(choose("factuality", "planned") === "AID", choose("factuality", "").split(",").length === 3);
note(choose("report-language", "ar") === "REQUEST", choose("report-language", "+") === "REQUEST");
$("reset").click();
note(choose("country", "IRQ") === "AID", current.length === 1);
$("reset").click();
$("corroborated").click();
note(current.length === 1);
$("reset").click();
$("quads").children[3].click();
note(current.length === 2, !current.some((event) => event.t === "ASSAULT"));
$("reset").click();
note(type("confidence", 0.9).length === 1, current[0].t === "REQUEST");
$("reset").click();
note(type("actor", "nobody").length === 3, state.actor === null);
note(type("actor", data.actors.find((actor) => actor.id === "iraq-parliament").ar)[0].t === "REQUEST", current.length === 1);
$("chips").firstChild.click();
note(current.length === 3);

//# days leave out what lies outside them
note(type("to", 1)[0].t === "REQUEST", current.length === 1, $("to").getAttribute("aria-valuetext").includes("Jan"));
type("from", 10);
note(Number($("to").value) >= Number($("from").value));
$("reset").click();
note(current.length === 3);

//# what is not reported as done is drawn dashed
note(cy.edges().length === 2, cy.edges(".undone").length === 0);
data.events.find((event) => event.t === "REQUEST").f = "denied";
changed(true);
note(cy.edges(".undone").length === 1, cy.edges(".undone").style("line-style") === "dashed");

//# an actor who is not in the table is marked, and a click on one leaves its events
note(cy.nodes(".unknown").length === 1, cy.nodes(".country").length === 1);
cy.nodes(".country").emit("tap");
note(current.length === 1, current[0].t === "ASSAULT", cy.nodes(".chosen").length === 1);

//# names with both scripts are isolated on the canvas
const made = canvasLabel("حلف الأطلسي (NATO)", 40);
note(made.startsWith("\u2067"), made.endsWith("\u2069"), canvasLabel("NATO (الناتو)").startsWith("\u2066"));

//# names stay as large on the screen when the picture is small, and none lies over another
cy.zoom(.3);
nameActors();
const withName = cy.nodes().filter((node) => !node.hasClass("unnamed"));
note(withName.length > 0, withName.every((node) => node.numericStyle("font-size") * cy.zoom() >= 11));
const boxes = withName.map((node) => node.boundingBox({ includeNodes: false, includeEdges: false, includeOverlays: false }));
note(boxes.every((a, i) => boxes.every((b, j) => i === j || a.x1 > b.x2 || a.x2 < b.x1 || a.y1 > b.y2 || a.y2 < b.y1)));

//# quote and theme are in the language of the interface where a report is
const request = data.events.find((event) => event.t === "REQUEST");
note(quoteOf(request).includes("parliament"));
$("language").click();
note(quoteOf(request).includes("البرلمان") || quoteOf(request).includes("مجلس"));

//# the first view of the map leaves no place outside its stage
$("tab-map").click();
const stage = $("map").getBoundingClientRect();
note([...document.querySelectorAll("#map .spot circle")].every((spot) => {
  const at = spot.getBoundingClientRect();
  return at.left >= stage.left && at.right <= stage.right && at.top >= stage.top && at.bottom <= stage.bottom;
}));

//# map and language change by their buttons, a place leaves its events
$("tab-map").click();
note(!$("map").hidden, $("graph").hidden, document.querySelectorAll("#map .spot").length === 1);
$("language").click();
note(document.documentElement.dir === "rtl", $("map").textContent.includes("بغداد"));
document.querySelector("#map .spot").dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
note(current.length === 1, current[0].t === "AID");
