/* What is asked for, and the events that fit it. */

const NONE = { words: "", quads: new Set(["1", "2", "3", "4"]), type: "", factuality: "", language: "", country: "", confidence: 0, corroborated: false, actor: null, tie: null, place: null, from: null, to: null };
let state = fresh();
function fresh() { return { ...NONE, quads: new Set(NONE.quads) }; }

const quadOf = (event) => String(data.types[event.t].quad);
const placeKey = (place) => place.id || `${place.text}/${place.country}`;

/** Everything of an event that a search may find, folded once. */
function haystack(event) {
  if (!event.hay) {
    const who = [...event.s, ...event.o].map((at) => data.actors[at]).flatMap((a) => [a.name, a.en, a.ar, a.id]);
    const said = event.ev.flatMap((e) => [e.p.map((piece) => piece[1]).join(""), data.articles[e.a].title, data.articles[e.a].publisher]);
    const place = event.place ? [event.place.text, event.place.en, event.place.ar, data.countries[event.place.country]?.en, data.countries[event.place.country]?.ar] : [];
    event.hay = fold([event.id, event.theme, event.cameo, data.types[event.t].en, data.types[event.t].ar, ...who, ...said, ...place].filter(Boolean).join(" \n "));
  }
  return event.hay;
}

function fits(event, without = "") {
  const s = state;
  return (without === "quads" || s.quads.has(quadOf(event)))
    && (!s.type || event.t === s.type)
    && (!s.factuality || (s.factuality === "!actual" ? event.f !== "actual" : event.f === s.factuality))
    && (!s.language || (s.language === "+" ? event.langs.length > 1 : event.langs.includes(s.language)))
    && (!s.country || event.place?.country === s.country)
    && event.c >= s.confidence
    && (!s.corroborated || event.indep > 1)
    && (s.actor === null || event.s.includes(s.actor) || event.o.includes(s.actor))
    && (!s.tie || (event.s.includes(s.tie.from) && event.o.includes(s.tie.to) && (!s.tie.type || event.t === s.tie.type)))
    && (!s.place || (event.place && placeKey(event.place) === s.place))
    && (without === "days" || inDays(event))
    && (!s.words || s.words.split(" ").every((word) => haystack(event).includes(word)));
}

function inDays(event) {
  if (state.from === null && state.to === null) return true;
  return Boolean(event.day) && (state.from === null || (event.end || event.day) >= state.from) && (state.to === null || event.day <= state.to);
}

function options(select, pairs, chosen) {
  select.replaceChildren(...pairs.map(([value, text]) => el("option", { value, selected: value === chosen }, isolated(text))));
}

/** Counts of each value, as choices with the commonest first. */
function choices(values, name) {
  const counts = new Map();
  for (const value of values) if (value) plus(counts, value);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([value, n]) => [value, `${name(value)} (${n})`]);
}

const langName = (code) => texts[lang][`lang_${code}`] ?? code;

/** Fills the choices in the language of the interface. */
function fillFilters() {
  const any = ["", say("any")], events = data.events;
  options($("type"), [any, ...choices(events.map((e) => e.t), (t) => label(data.types, t))], state.type);
  const kinds = choices(events.map((e) => e.f), (f) => label(data.factualities, f));
  options($("factuality"), [any, ...kinds], state.factuality);
  options($("report-language"), [any, ...choices(events.flatMap((e) => e.langs), langName), ["+", say("several")]], state.language);
  options($("country"), [any, ...choices(events.map((e) => e.place?.country), (c) => label(data.countries, c))], state.country);
  $("actors").replaceChildren(...data.actors.filter((a) => a.n).slice(0, 1500).map((a) => el("option", { value: named(a) })));
  options($("most"), ["15", "25", "50", "100", "200", "500"].map((n) => [n, n]), String(most));
  $("quads").replaceChildren(...["1", "2", "3", "4"].map((quad) => el("button", {
    type: "button", className: `q${quad}`, "aria-pressed": String(state.quads.has(quad)), "data-quad": quad,
    onclick: () => { state.quads.has(quad) ? state.quads.delete(quad) : state.quads.add(quad); changed(); },
  }, el("i", { className: "dot", "aria-hidden": "true" }), el("span", {}, say(`quad_${quad}`)), el("span", { className: "n" }))));
}

/** Shows in the controls what is asked for. */
function showFilters() {
  const counts = new Map();
  for (const event of data.events) if (fits(event, "quads")) plus(counts, quadOf(event));
  for (const button of $("quads").children) {
    button.setAttribute("aria-pressed", String(state.quads.has(button.dataset.quad)));
    button.querySelector(".n").textContent = counts.get(button.dataset.quad) ?? 0;
  }
  $("confidence-shown").textContent = state.confidence.toFixed(2);
  if (document.activeElement !== $("actor")) $("actor").value = state.actor === null ? "" : actorName(state.actor);
  const chips = [];
  const chip = (text, undo) => chips.push(el("button", { "aria-label": say("remove", { name: text }), onclick: () => { undo(); changed(); } }, bdi(text), " ×"));
  if (state.actor !== null) chip(say("chip_actor", { name: isolated(actorName(state.actor)) }), () => { state.actor = null; });
  if (state.tie) chip(say("chip_tie", { name: tieName(state.tie) }), () => { state.tie = null; });
  if (state.place) chip(say("chip_place", { name: isolated(state.placeShown) }), () => { state.place = null; });
  $("chips").replaceChildren(...chips);
}

const arrow = () => (lang === "ar" ? "←" : "→");
const tieName = (tie) => `${isolated(actorName(tie.from))} ${arrow()} ${isolated(actorName(tie.to))}${tie.type ? ` · ${label(data.types, tie.type)}` : ""}`;

function onFilters() {
  const bind = (id, event, set) => $(id).addEventListener(event, () => { set($(id)); changed(); });
  bind("search", "input", (x) => { state.words = fold(x.value); });
  bind("type", "change", (x) => { state.type = x.value; });
  bind("factuality", "change", (x) => { state.factuality = x.value; });
  bind("report-language", "change", (x) => { state.language = x.value; });
  bind("country", "change", (x) => { state.country = x.value; });
  bind("confidence", "input", (x) => { state.confidence = Number(x.value); });
  bind("corroborated", "change", (x) => { state.corroborated = x.checked; });
  bind("actor", "input", (x) => {
    const wanted = fold(x.value);
    const found = data.actors.findIndex((a) => a.n && [a.name, a.en, a.ar].some((name) => name && fold(name) === wanted));
    state.actor = wanted && found >= 0 ? found : null;
  });
  bind("reset", "click", () => {
    state = fresh();
    for (const id of ["search", "actor"]) $(id).value = "";
    $("confidence").value = 0; $("corroborated").checked = false;
    resetDays(); fillFilters();
  });
}
