/* The list of events, and the panel that shows what one was read from. */

const PAGE = 150;
let current = [], rows = PAGE, opened = null;

function whoLine(event) {
  const side = (those, none) => {
    if (!those.length) return [el("span", { className: "unsaid" }, none)];
    return those.slice(0, 4).flatMap((at, i) => (i ? [lang === "ar" ? "، " : ", ", bdi(actorName(at))] : [bdi(actorName(at))])).concat(those.length > 4 ? " …" : []);
  };
  const whom = event.o.length ? side(event.o) : event.theme ? [bdi(shortened(themeOf(event), 90), { className: "unsaid" })] : [];
  const who = event.s.length || whom.length ? side(event.s, say("somebody")) : [el("span", { className: "unsaid" }, say("nobody"))];
  return el("span", { className: `who q${data.types[event.t].quad}` }, ...who, ...(whom.length ? [" ", el("span", { className: "arrow" }, arrow()), " ", ...whom] : []));
}

const shortened = (text, length) => (text.length > length ? `${Array.from(text).slice(0, length).join("")}…` : text);
const badge = (event) => (event.f === "actual" ? null : el("span", { className: "badge" }, label(data.factualities, event.f)));
const typeName = (event) => label(data.types, event.t);

/** What is quoted first: a report in the language of the interface, where there is one. */
const own = (event, kind) => event.ev.find((said) => data.articles[said.a].lang === lang && (!kind || said.p.some((piece) => piece[0] === kind)));
const quoteOf = (event) => (own(event) ?? event.ev[0])?.p.map((piece) => piece[1]).join("") ?? "";

/** What it was about, in the words of such a report where the event's own are of another language. */
function themeOf(event) {
  const said = event.theme && (ARABIC.test(event.theme) !== (lang === "ar")) ? own(event, "theme") : null;
  return said ? said.p.find((piece) => piece[0] === "theme")[1] : event.theme;
}

function item(event) {
  const reports = event.indep > 1 ? el("span", { title: say("independent", { n: event.indep }) }, say("independent_short", { n: event.indep })) : null;
  const shown = el("button", { className: `q${data.types[event.t].quad}`, "data-event": event.id, tabIndex: -1, onclick: () => openEvent(event.id) },
    el("span", { className: "head" }, el("b", {}, typeName(event)), el("span", {}, dateOf(event, "reported_short")), badge(event), reports),
    whoLine(event),
    el("bdi", { className: "snippet", dir: "auto" }, shortened(quoteOf(event), 200)));
  return el("li", {}, shown);
}

function drawList() {
  $("list").replaceChildren(...current.slice(0, rows).map(item));
  const first = $("list").querySelector("button");
  if (first) first.tabIndex = 0;
  $("more").hidden = current.length <= rows;
  for (const id of ["nothing", "blank"]) {
    $(id).hidden = current.length > 0;
    $(id).textContent = current.length ? "" : say(data.events.length ? "nothing" : "empty");
  }
  $("shown").textContent = say("shown", { n: current.length, all: data.events.length });
}

/** Arrow keys, Home and End move through the list; only one entry is in the order of tabs. */
function onList() {
  $("list").addEventListener("keydown", (press) => {
    const all = [...$("list").querySelectorAll("button")], at = all.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[press.key];
    if (to === undefined || !all[to]) return;
    press.preventDefault();
    all.forEach((button) => { button.tabIndex = -1; });
    all[to].tabIndex = 0;
    all[to].focus();
  });
  $("more").addEventListener("click", () => { const at = rows; rows += PAGE; drawList(); $("list").querySelectorAll("button")[at]?.focus(); });
}

/** A link only where the address is one of the web. */
function sourceLink(address) {
  try {
    const url = new URL(address);
    if (url.protocol !== "https:" && url.protocol !== "http:") return null;
    return el("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" }, say("open"));
  } catch { return null; }
}

function report(said) {
  const article = data.articles[said.a], parts = [];
  const quote = el("blockquote", { lang: article.lang, dir: "auto" }, ...said.p.map(([kind, text]) => (kind ? el("mark", { className: kind, title: say(`mark_${kind}`) }, text) : text)));
  parts.push(el("b", {}, bdi(article.publisher || say("no_publisher"))), " · ", article.published ? day(article.published) : say("no_day"), " · ", langName(article.lang));
  const link = article.url ? sourceLink(article.url) : null;
  return el("div", { className: "report" }, quote, el("footer", {},
    article.title ? el("div", {}, el("bdi", { dir: "auto", lang: article.lang }, article.title)) : null,
    el("div", {}, ...parts, ...(link ? [" · ", link] : [])),
    said.copy ? el("div", {}, say("copy")) : null,
    said.said ? el("div", {}, `${say("said_by")}: `, bdi(said.by === undefined ? said.said : actorName(said.by))) : null,
    el("div", { className: "rule" }, say("read_by", { rule: isolated(said.r), confidence: said.c.toFixed(2) }))));
}

function facts(event) {
  const type = data.modes[`${event.t}/${event.mode}`];
  const given = [
    ["date", dateOf(event)],
    ["factuality", label(data.factualities, event.f)],
    ["place", event.place && bdi(placeName(event.place))],
    ["theme", event.theme && bdi(themeOf(event))],
    ["said_by", event.by !== undefined && bdi(actorName(event.by))],
    ["dead", event.dead], ["injured", event.injured], ["arrested", event.arrested],
    ["sources", event.indep > 1 && say("independent", { n: event.indep })],
    ["told_by", say(event.pubs ? "told" : "told_unknown", { publishers: event.pubs, reports: event.reports, languages: event.langs.map(langName).join(lang === "ar" ? "، " : ", ") })],
    ["sure", event.c.toFixed(2)],
    ["code", event.cameo && `${event.cameo}${type ? ` · ${named(type)}` : ""}`],
  ];
  return el("dl", {}, ...given.filter(([, value]) => value || value === 0).flatMap(([key, value]) => [el("dt", {}, say(key)), el("dd", {}, value)]));
}

function openEvent(id, focus = true) {
  const at = data.events.findIndex((e) => e.id === id);
  if (at < 0) return;
  opened = { id, at };
  const event = data.events[at], place = current.indexOf(event);
  const step = (by, text) => el("button", { className: "quiet", disabled: place < 0 || !current[place + by], onclick: () => openEvent(current[place + by].id) }, text);
  const kinds = ["source", "trigger", "target", "theme"].filter((kind) => event.ev.some((said) => said.p.some((piece) => piece[0] === kind)));
  const shown = [
    el("div", { className: "bar" }, el("button", { className: "quiet", id: "back", onclick: closeEvent }, say("back")), el("p"), step(-1, say("previous")), step(1, say("next"))),
    el("h2", { className: `q${data.types[event.t].quad}` }, el("i", { className: "dot", "aria-hidden": "true" }), el("span", {}, typeName(event)), badge(event)),
    whoLine(event), facts(event),
    el("h3", {}, say("quotes")),
    el("ul", { className: "keys" }, ...kinds.map((kind) => el("li", {}, el("mark", { className: kind }, say(`mark_${kind}`))))),
    ...event.ev.map(report),
    event.more ? el("p", {}, say("left_out", { n: event.more })) : null,
  ];
  $("panel").replaceChildren(...shown.filter(Boolean));
  $("listing").hidden = true;
  $("panel").hidden = false;
  $("reports").scrollTop = 0;
  history.replaceState(null, "", `#event=${encodeURIComponent(id)}`);
  if (cy) mark();
  if (focus) { $("panel").focus(); if (innerWidth <= 760) $("panel").scrollIntoView(); }
}

function closeEvent() {
  if (!opened) return;
  const { id } = opened;
  opened = null;
  $("panel").hidden = true;
  $("listing").hidden = false;
  history.replaceState(null, "", "#");
  if (cy) mark();
  const back = [...$("list").querySelectorAll("button")].find((button) => button.dataset.event === id);
  if (back) { $("list").querySelectorAll("button").forEach((button) => { button.tabIndex = -1; }); back.tabIndex = 0; back.focus(); }
}
