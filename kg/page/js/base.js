"use strict";
/* Small tools: elements from text only (never from markup), the interface's words, names, dates, folding for search. */

const $ = (id) => document.getElementById(id);
const read = (id) => JSON.parse($(id).textContent);
const data = read("data"), world = read("world"), texts = read("texts");
const SVG = "http://www.w3.org/2000/svg";
let lang = data.lang;

/** An element; `give` holds properties, attributes (with a hyphen, or role), and listeners (on…). */
function el(tag, give = {}, ...children) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(give)) {
    if (value === undefined || value === null) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key.includes("-") || key === "role" || key === "for") made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function svg(tag, give = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(give)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** The interface's words; `{name}` is filled in. */
function say(key, values = {}) {
  const text = texts[lang][key] ?? texts.en[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** A name kept from turning its neighbours round, for text that takes no elements. */
const isolated = (text) => `\u2068${text}\u2069`;
const bdi = (text, give = {}) => el("bdi", give, text);

const named = (thing) => (lang === "ar" ? thing.ar || thing.name || thing.en : thing.en || thing.name || thing.ar) || thing.text || thing.id || "";
const label = (table, key) => (table[key] ? named(table[key]) : key);
const actorName = (at) => named(data.actors[at]);
const placeName = (place) => named(place) || label(data.countries, place.country);

const locale = () => (lang === "ar" ? "ar-u-nu-latn" : "en-GB");
function day(iso, options = { day: "numeric", month: "short", year: "numeric" }) {
  const date = new Date(`${iso}T00:00:00Z`);
  return new Intl.DateTimeFormat(locale(), { ...options, timeZone: "UTC" }).format(date);
}
function dateOf(event, reported = "reported") {
  if (!event.day) return say("no_date");
  switch (event.prec) {
    case "year": return event.day.slice(0, 4);
    case "month": return day(event.day, { month: "long", year: "numeric" });
    case "week": return say("week_of", { day: day(event.day) });
    case "unknown": return say(reported, { day: day(event.day) });
    default: return day(event.day);
  }
}

/** Letters that readers take for one, as one: case, accents, vowel signs, hamza seats, ta marbuta, Persian letters. */
const FOLDS = [[/[أإآٱ]/g, "ا"], [/ؤ/g, "و"], [/[ئىی]/g, "ي"], [/ة/g, "ه"], [/ک/g, "ك"], [/ء/g, ""]];
function fold(text) {
  let out = text.normalize("NFC").toLowerCase().replace(/[\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, "");
  for (const [letters, one] of FOLDS) out = out.replace(letters, one);
  return out.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/\s+/g, " ").trim();
}

const ARABIC = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;
/** A label for the canvas: wrapped by words, each line isolated in the direction of the whole label's first letter. */
function canvasLabel(text, width = 16) {
  const lines = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.length - 1;
    if (last >= 0 && lines[last].length + word.length < width) lines[last] += ` ${word}`;
    else lines.push(word);
  }
  if (lines.length > 3) lines.splice(3, lines.length, `${lines[2]}…`), lines.splice(2, 1);
  const first = text.match(/\p{L}/u);
  const open = first && ARABIC.test(first[0]) ? "\u2067" : "\u2066";
  return lines.map((line) => `${open}${line}\u2069`).join("\n");
}

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const plus = (counts, key, by = 1) => counts.set(key, (counts.get(key) ?? 0) + by);
