/* One way: a control changes what is asked for, then everything is drawn from that. */

function changed(anew = false) {
  current = data.events.filter((event) => fits(event));
  rows = PAGE;
  if (opened) { opened = null; $("panel").hidden = true; $("listing").hidden = false; }
  showFilters();
  drawList();
  drawTimeline();
  draw(anew);
}

function draw(anew = false) {
  drawGraph(current, anew);
  drawMap(current);
  const onMap = !$("map").hidden;
  $("note").textContent = onMap ? say("note_map", { placed: pictured.placed, events: current.length }) : say("note_graph", pictured);
}

function speak() {
  document.documentElement.lang = lang;
  document.documentElement.dir = lang === "ar" ? "rtl" : "ltr";
  document.title = say("title");
  for (const each of document.querySelectorAll("[data-text]")) each.textContent = say(each.dataset.text);
  for (const each of document.querySelectorAll("[data-label]")) { each.setAttribute("aria-label", say(each.dataset.label)); if (each.tagName === "BUTTON") each.title = say(each.dataset.label); }
  for (const each of document.querySelectorAll("[data-hint]")) each.placeholder = say(each.dataset.hint);
  $("language").textContent = say("other_language");
  $("language").lang = lang === "ar" ? "en" : "ar";
  const said = [say("counts", { events: data.total, actors: data.actors.filter((a) => a.n).length, articles: data.articles_total })];
  if (data.total > data.events.length) said.push(say("cut", { shown: data.events.length, total: data.total }));
  $("counts").textContent = said.join(" · ");
  $("made").textContent = say("made", { day: day(data.made), least: data.least });
  const line = (quad) => el("li", { className: `q${quad}` }, el("i"), say(`quad_${quad}`));
  $("legend").replaceChildren(...["1", "2", "3", "4"].map(line), el("li", {}, el("i", { className: "dashed" }), say("not_done")), el("li", {}, el("i", { className: "ring" }), say("unknown_actor")));
  fillFilters();
}

function turnTo(which) {
  for (const name of ["graph", "map"]) {
    $(name).hidden = name !== which;
    $(`tab-${name}`).setAttribute("aria-selected", String(name === which));
    $(`tab-${name}`).tabIndex = name === which ? 0 : -1;
  }
  $("legend").hidden = which === "map";
  $("most").parentElement.hidden = which === "map";
  if (which === "graph" && cy) cy.resize();
  draw();
}

function onPage() {
  $("language").addEventListener("click", () => {
    lang = lang === "ar" ? "en" : "ar";
    const id = opened?.id;
    speak();
    changed();
    if (id) openEvent(id, false);
  });
  for (const name of ["graph", "map"]) {
    $(`tab-${name}`).addEventListener("click", () => turnTo(name));
    $(`tab-${name}`).addEventListener("keydown", (press) => {
      if (press.key !== "ArrowLeft" && press.key !== "ArrowRight") return;
      const other = name === "graph" ? "map" : "graph";
      turnTo(other);
      $(`tab-${other}`).focus();
    });
  }
  $("most").addEventListener("change", () => { most = Number($("most").value); draw(true); });
  $("arrange").addEventListener("click", () => { if ($("map").hidden) { arrange(); } else { view = null; drawMap(current); } });
  const zoom = (by) => { if (!$("map").hidden) zoomMap(1 / by); else cy?.zoom({ level: cy.zoom() * by, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } }); };
  $("zoom-in").addEventListener("click", () => zoom(1.3));
  $("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  $("zoom-all").addEventListener("click", () => { if ($("map").hidden) cy?.fit(cy.elements(), 38); else zoomMap(0); });
  $("filters-open").addEventListener("click", () => { const open = $("filters").classList.toggle("open"); $("filters-open").setAttribute("aria-expanded", String(open)); });
  document.addEventListener("keydown", (press) => {
    if (press.key !== "Escape") return;
    if ($("filters").classList.contains("open")) { $("filters-open").click(); $("filters-open").focus(); }
    else closeEvent();
  });
  addEventListener("hashchange", fromAddress);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { if (cy) cy.style(look()); });
}

/** `#event=ID`, `#view=map`, `#lang=ar`, `#q=WORDS`, joined by `&`. */
function fromAddress() {
  const asked = new URLSearchParams(location.hash.slice(1));
  if (asked.get("lang") && texts[asked.get("lang")] && asked.get("lang") !== lang) { lang = asked.get("lang"); speak(); changed(); }
  if (["graph", "map"].includes(asked.get("view"))) turnTo(asked.get("view"));
  if (asked.get("q")) { $("search").value = asked.get("q"); state.words = fold(asked.get("q")); changed(); }
  if (asked.get("event")) openEvent(asked.get("event"));
}

function start() {
  speak();
  onFilters();
  onList();
  onPage();
  startTimeline();
  startGraph();
  changed(true);
  fromAddress();
  document.documentElement.dataset.ready = "yes";
}

start();
