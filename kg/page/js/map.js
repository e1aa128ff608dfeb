/* The map: countries shaded by the number of events that happened there, dots for the towns that are known. */

let view = null;
const project = (lat, lon) => [lon * 10, -lat * 10];
const WHOLE = { x: -1800, y: -840, w: 3600, h: 1420 };

function drawMap(events) {
  if ($("map").hidden) return;
  const byCountry = new Map(), spots = new Map();
  let placed = 0;
  for (const event of events) {
    if (!event.place) continue;
    placed += 1;
    if (event.place.country) plus(byCountry, event.place.country);
    if (event.place.lat === undefined) continue;
    const key = placeKey(event.place);
    const spot = spots.get(key) ?? { key, place: event.place, n: 0, quads: new Map() };
    spot.n += 1;
    plus(spot.quads, quadOf(event));
    spots.set(key, spot);
  }
  pictured.placed = placed;
  const top = Math.max(1, ...byCountry.values());
  const land = world.map(([code, path]) => {
    const n = byCountry.get(code) ?? 0;
    const shape = svg("path", { d: path, class: n ? "land there" : "land" });
    if (n) {
      shape.style.fillOpacity = .18 + .5 * Math.sqrt(n / top);
      shape.append(svg("title", {}, titled(`${label(data.countries, code)}: ${n}`)));
      shape.addEventListener("click", () => { if (dragged) return; state.country = state.country === code ? "" : code; $("country").value = state.country; changed(); });
    }
    return shape;
  });
  const ranked = [...spots.values()].sort((a, b) => b.n - a.n || (a.key < b.key ? -1 : 1));
  if (!view) view = around(ranked);
  const unit = 1 / Math.max($("map").clientWidth / view.w, $("map").clientHeight / view.h, .05);
  const marks = ranked.slice(0, 400).reverse().map((spot) => spotMark(spot, unit));
  const names = apartFrom(ranked, unit).map(([spot, x, y]) =>
    svg("text", { x, y, "font-size": 12 * unit, "stroke-width": 3 * unit }, titled(placeName(spot.place))));
  const picture = svg("svg", { role: "group", "aria-label": say("map_label"), viewBox: `${view.x} ${view.y} ${view.w} ${view.h}`, preserveAspectRatio: "xMidYMid slice" }, ...land, ...marks, ...names);
  pan(picture);
  $("map").replaceChildren(picture);
  $("map").dataset.spots = spots.size;
}

/** The busiest places whose names do not stand in one another's way. */
function apartFrom(ranked, unit) {
  const out = [];
  for (const spot of ranked.slice(0, 80)) {
    const [x, at] = project(spot.place.lat, spot.place.lon), y = at - (8 + 2.4 * Math.sqrt(spot.n)) * unit;
    if (out.every(([, ox, oy]) => Math.abs(ox - x) > 80 * unit || Math.abs(oy - y) > 17 * unit)) out.push([spot, x, y]);
    if (out.length >= 24) break;
  }
  return out;
}

const titled = (text) => document.createTextNode(text);

function spotMark(spot, unit) {
  const [x, y] = project(spot.place.lat, spot.place.lon);
  const quad = [...spot.quads].sort((a, b) => b[1] - a[1])[0][0];
  const name = `${placeName(spot.place)}: ${spot.n}`;
  const made = svg("g", { class: `spot q${quad}${state.place === spot.key ? " on" : ""}`, tabindex: 0, role: "button", "aria-label": name },
    svg("circle", { cx: x, cy: y, r: (3 + 2.4 * Math.sqrt(spot.n)) * unit }), svg("title", {}, titled(name)));
  const choose = () => { state.place = state.place === spot.key ? null : spot.key; state.placeShown = placeName(spot.place); changed(); };
  made.addEventListener("click", () => { if (!dragged) choose(); });
  made.addEventListener("keydown", (press) => { if (press.key === "Enter" || press.key === " ") { press.preventDefault(); choose(); } });
  return made;
}

/** The part of the world where most of it happened: without the outermost twentieth on each side. */
function around(spots) {
  if (!spots.length) return filling(WHOLE);
  const at = spots.map((spot) => project(spot.place.lat, spot.place.lon));
  const middle = (values) => { const sorted = values.sort((a, b) => a - b), cut = Math.floor(sorted.length / 20); return [sorted[cut], sorted[sorted.length - 1 - cut]]; };
  const [x1, x2] = middle(at.map((p) => p[0])), [y1, y2] = middle(at.map((p) => p[1]));
  const w = Math.min(3600, Math.max(500, (x2 - x1) * 1.35)), h = Math.max(350, (y2 - y1) * 1.35);
  return filling({ x: (x1 + x2 - w) / 2, y: (y1 + y2 - h) / 2, w, h });
}

/** A view widened to the shape of the stage, so that nothing of it lies outside. */
function filling({ x, y, w, h }) {
  const ratio = $("map").clientWidth / Math.max($("map").clientHeight, 1) || 1;
  const [wide, high] = [Math.max(w, h * ratio), Math.max(h, w / ratio)];
  return { x: x - (wide - w) / 2, y: y - (high - h) / 2, w: wide, h: high };
}

function zoomMap(by) {
  if (!view) return;
  if (by === 0) view = filling(WHOLE);
  else view = { x: view.x + view.w * (1 - by) / 2, y: view.y + view.h * (1 - by) / 2, w: view.w * by, h: view.h * by };
  drawMap(current);
}

let dragged = false;
function pan(picture) {
  let last = null;
  picture.addEventListener("wheel", (turn) => { turn.preventDefault(); zoomMap(turn.deltaY > 0 ? 1.25 : .8); }, { passive: false });
  picture.addEventListener("pointerdown", (p) => { last = [p.clientX, p.clientY]; dragged = false; });
  picture.addEventListener("pointermove", (p) => {
    if (!last || !p.buttons) return;
    const scale = 1 / Math.max(picture.clientWidth / view.w, picture.clientHeight / view.h);
    const [dx, dy] = [p.clientX - last[0], p.clientY - last[1]];
    if (Math.abs(dx) + Math.abs(dy) > 3) dragged = true;
    view.x -= dx * scale; view.y -= dy * scale;
    last = [p.clientX, p.clientY];
    picture.setAttribute("viewBox", `${view.x} ${view.y} ${view.w} ${view.h}`);
  });
  picture.addEventListener("pointerup", () => { last = null; });
}
