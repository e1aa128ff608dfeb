/* The graph: the busiest actors of the events that fit, and a tie for each type of event between two of them.
   What is not reported as done is dashed. Actors keep their place while filters change. */

const NAME = { least: 11, most: 15, own: 12 };  // pixels of a name on the screen, and in the picture at its own size
let cy = null, most = innerWidth < 760 ? 15 : 50, moved = false;
const NAMED = 12500;  // square pixels that an actor takes with its name and the way to the next
const places = new Map();
const pictured = { nodes: 0, edges: 0, actors: 0 };

function elementsOf(events) {
  const busy = new Map(), ties = new Map();
  for (const event of events) {
    for (const at of new Set([...event.s, ...event.o])) plus(busy, at);
    for (const from of event.s) for (const to of event.o) {
      if (from === to) continue;
      const key = `${from}>${to}>${event.t}>${event.f === "actual"}`;
      const tie = ties.get(key) ?? { from, to, type: event.t, done: event.f === "actual", n: 0 };
      tie.n += 1;
      ties.set(key, tie);
    }
  }
  const tied = new Map();
  for (const tie of ties.values()) { plus(tied, tie.from, tie.n); plus(tied, tie.to, tie.n); }
  const rank = (at) => (tied.get(at) ?? 0) * 1000 + busy.get(at);
  const shown = [...busy.keys()].sort((a, b) => rank(b) - rank(a) || a - b).slice(0, most);
  const kept = new Set(shown);
  const edges = [...ties.entries()].filter(([, tie]) => kept.has(tie.from) && kept.has(tie.to));
  pictured.actors = busy.size; pictured.nodes = shown.length; pictured.edges = edges.length;
  const nodes = shown.map((at) => ({
    group: "nodes",
    data: { id: `a${at}`, at, label: canvasLabel(actorName(at)), size: Math.min(18 + 6 * Math.sqrt(busy.get(at)), 58), tied: tied.has(at) },
    classes: [data.actors[at].id.startsWith("x-") ? "unknown" : "", data.actors[at].kind === "Country" ? "country" : ""].join(" "),
  }));
  return [...nodes, ...edges.map(([key, tie]) => ({
    group: "edges",
    data: {
      id: `e${key}`, source: `a${tie.from}`, target: `a${tie.to}`, tie, width: 1.5 + 1.3 * Math.sqrt(tie.n),
      label: canvasLabel(label(data.types, tie.type) + (tie.n > 1 ? ` ×${tie.n}` : ""), 40),
    },
    classes: `q${data.types[tie.type].quad} ${tie.done ? "" : "undone"}`,
  }))];
}

function look() {
  const font = css("--font"), ink = css("--ink"), paper = css("--paper");
  return [
    { selector: "node", style: {
      width: "data(size)", height: "data(size)", label: "data(label)", "font-family": font, "font-size": 12, color: ink,
      "text-wrap": "wrap", "text-max-width": 9999, "text-valign": "bottom", "text-margin-y": 4, "line-height": 1.25,
      "text-outline-color": paper, "text-outline-width": 2.5,
      "background-color": css("--node"), "border-width": 2, "border-color": css("--accent") } },
    { selector: "node.country", style: { "background-color": css("--accent") } },
    { selector: "node.unknown", style: { "border-style": "dashed", "border-color": css("--soft") } },
    { selector: "edge", style: {
      width: "data(width)", "curve-style": "bezier", "control-point-step-size": 34, "target-arrow-shape": "triangle", "arrow-scale": 1.1, opacity: .85 } },
    ...["1", "2", "3", "4"].map((quad) => ({ selector: `edge.q${quad}`, style: { "line-color": css(`--q${quad}`), "target-arrow-color": css(`--q${quad}`) } })),
    { selector: "edge.undone", style: { "line-style": "dashed", "line-dash-pattern": [7, 5], "target-arrow-fill": "hollow", opacity: .7 } },
    { selector: "edge.named, edge:selected, edge.near", style: {
      label: "data(label)", "font-family": font, color: ink, "text-rotation": "autorotate", "text-outline-color": paper } },
    { selector: "node.above", style: { "text-valign": "top", "text-margin-y": -4 } },
    { selector: "node.unnamed", style: { label: "" } },
    { selector: "node.near", style: { label: "data(label)", "z-index": 9 } },
    { selector: ".far", style: { opacity: .16 } },
    { selector: "node.chosen", style: { "border-width": 5, "border-color": css("--ink") } },
    { selector: "edge.chosen", style: { opacity: 1, "z-index": 9, "overlay-color": css("--accent"), "overlay-opacity": .2, "overlay-padding": 5 } },
  ];
}

function startGraph() {
  $("graph").replaceChildren();
  cy = cytoscape({ container: $("graph"), style: look(), minZoom: .06, maxZoom: 3, boxSelectionEnabled: false });
  cy.on("tap", "node", (hit) => { state.actor = state.actor === hit.target.data("at") ? null : hit.target.data("at"); state.tie = null; changed(); });
  cy.on("tap", "edge", (hit) => { state.tie = hit.target.data("tie"); changed(); });
  cy.on("mouseover", "node", (hit) => hit.target.union(hit.target.connectedEdges()).addClass("near"));
  cy.on("zoom", nameLater);
  cy.on("mouseout", "node", (hit) => hit.target.union(hit.target.connectedEdges()).removeClass("near"));
  cy.on("mouseover", "edge", (hit) => hit.target.addClass("near"));
  cy.on("mouseout", "edge", (hit) => hit.target.removeClass("near"));
  cy.on("dragfree", "node", (hit) => { moved = true; places.set(hit.target.id(), { ...hit.target.position() }); });
  new ResizeObserver(resized).observe($("graph"));
}

/** Another window, another shape: all is arranged anew, unless someone has put actors where they want them. */
let waiting = 0, shape = "";
const shapeNow = () => `${$("graph").clientWidth}x${$("graph").clientHeight}`;
function resized() {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    if ($("graph").hidden || shapeNow() === shape) return;
    if (!moved) { arrange(); return; }
    shape = shapeNow();
    cy.resize();
    cy.fit(cy.elements(), 38);
  }, 120);
}

/** Draws the events; those whose actors have a place already keep it, unless `anew`. */
function drawGraph(events, anew = false) {
  if (!cy || $("graph").hidden) return;
  const elements = elementsOf(events);
  const known = elements.filter((e) => e.group === "nodes" && places.has(e.data.id)).length;
  anew = anew || known < pictured.nodes * .8;
  cy.startBatch();
  cy.elements().remove();
  cy.add(elements);
  cy.endBatch();
  if (anew) arrange();
  else {
    cy.nodes().forEach((node) => { const at = places.get(node.id()); if (at) node.position(at); });
    const strangers = cy.nodes().filter((node) => !places.has(node.id()));
    const box = cy.nodes().difference(strangers).boundingBox();
    strangers.forEach((node, i) => { node.position({ x: box.x1 + 90 * i, y: box.y2 + 90 }); places.set(node.id(), { ...node.position() }); });
  }
  mark();
  $("graph").setAttribute("aria-label", say("graph_label", pictured));
  $("graph").dataset.nodes = cy.nodes().length;
  $("graph").dataset.edges = cy.edges().length;
}

/** The same events give the same picture: the layout starts from a spiral, not from chance. It is then stretched to
    the shape of the stage, so that names can be read; actors without a tie stand in rows below. */
function arrange() {
  cy.resize();
  moved = false;
  shape = shapeNow();
  const tied = cy.nodes().filter((node) => node.data("tied")), alone = cy.nodes().difference(tied);
  const round = 60 + 22 * tied.length;
  tied.forEach((node, i) => { const turn = 2 * Math.PI * i * 0.382, far = round * Math.sqrt((i + 1) / tied.length); node.position({ x: far * Math.cos(turn), y: far * Math.sin(turn) }); });
  tied.union(tied.edgesWith(tied)).layout({
    name: "cose", animate: false, randomize: false, fit: false, nodeDimensionsIncludeLabels: true, componentSpacing: 40,
    nodeRepulsion: () => 90000, idealEdgeLength: () => 90, nodeOverlap: 20, gravity: 1.2, numIter: tied.length > 120 ? 350 : 900,
  }).run();
  const grow = Math.max(1, Math.sqrt(cy.nodes().length * NAMED / (cy.width() * cy.height()))), wide = cy.width() * grow, high = cy.height() * grow;
  const across = Math.max(3, Math.floor(wide / 115)), lines = Math.ceil(alone.length / across);
  const room = Math.max(high - lines * 82 - 60, high * .45);
  stretch(tied, wide - 140, room);
  let name = NAME.own;
  for (let round = 0; round < 2; round += 1) {  // a picture that grows is shown smaller, in which names take more room
    apart(tied, pictured.edges <= 40 ? 44 : 10, name / NAME.own);
    widen(tied);
    cy.fit(cy.elements(), 38);
    name = Math.min(nameSize(), 2 * NAME.own);  // of very many actors not every name can have room
  }
  alone.forEach((node, i) => node.position({ x: 70 + ((i % across) + .5) * ((wide - 140) / across), y: (tied.empty() ? 40 : Math.max(...tied.map((other) => other.position("y"))) + 95) + Math.floor(i / across) * 82 }));
  places.clear();
  cy.nodes().forEach((node) => { places.set(node.id(), { ...node.position() }); });
  cy.fit(cy.elements(), 38);
  if (cy.zoom() > 1.25) { cy.zoom(1.25); cy.center(); }
}

function stretch(nodes, wide, high) {
  if (nodes.empty()) return;
  const xs = nodes.map((node) => node.position("x")), ys = nodes.map((node) => node.position("y"));
  const [x1, x2, y1, y2] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  nodes.forEach((node) => node.position({
    x: 70 + (wide * (node.position("x") - x1)) / Math.max(x2 - x1, 1), y: 30 + (high * (node.position("y") - y1)) / Math.max(y2 - y1, 1),
  }));
}

/** Draws the actors out to the sides where they stand higher than the stage is. */
function widen(nodes) {
  if (nodes.empty()) return;
  const box = nodes.boundingBox({ includeLabels: false }), by = (cy.width() / cy.height()) / (box.w / box.h);
  if (by > 1) nodes.forEach((node) => node.position("x", node.position("x") * Math.min(by, 2)));
}

/** Moves actors from one another until their names have room: more to the side than up and down, as names are wide. */
function apart(nodes, gap, larger) {
  const at = nodes.map((node) => ({ node, x: node.position("x"), y: node.position("y"), w: 46 + 3.2 * larger * Math.max(...node.data("label").split("\n").map((line) => line.length)), h: 44 * larger + node.data("size") / 2 }));
  for (let round = 0, touching = true; touching && round < 120; round += 1) {
    touching = false;
    for (let i = 0; i < at.length; i += 1) for (let j = i + 1; j < at.length; j += 1) {
      const [a, b] = [at[i], at[j]], dx = b.x - a.x, dy = b.y - a.y;
      const x = (a.w + b.w) / 2 + gap - Math.abs(dx), y = (a.h + b.h) / 2 + gap - Math.abs(dy);
      if (x <= 0 || y <= 0) continue;
      touching = true;
      if (x < y) { const by = (x / 2) * (dx < 0 ? -1 : 1); a.x -= by; b.x += by; } else { const by = (y / 2) * (dy < 0 ? -1 : 1); a.y -= by; b.y += by; }
    }
  }
  at.forEach(({ node, x, y }) => node.position({ x, y }));
}

/** Names stay readable however small the picture is, and none lies over another or over a busier actor: it stands below
    its actor, else above it; the busier come first, and a name without room shows itself under the pointer. */
let naming = 0;
function nameLater() { cancelAnimationFrame(naming); naming = requestAnimationFrame(nameActors); }
const nameSize = () => Math.min(Math.max(NAME.own * cy.zoom(), NAME.least), NAME.most) / cy.zoom();
const apartFromAll = (box, others) => others.every((other) => box.x1 > other.x2 || box.x2 < other.x1 || box.y1 > other.y2 || box.y2 < other.y1);
function nameActors() {
  const size = nameSize(), rank = (node) => (node.hasClass("chosen") ? 1000 : 0) - (node.hasClass("far") ? 1000 : 0) + node.data("size");
  cy.nodes().removeClass("unnamed above");
  cy.nodes().style({ "font-size": size, "text-outline-width": size / 5 });
  cy.edges().style({ "font-size": .85 * size, "text-outline-width": size / 6 });
  cy.edges().toggleClass("named", pictured.edges <= 40 && cy.zoom() > .8);
  const taken = [], placed = [], nodes = cy.nodes().sort((a, b) => rank(b) - rank(a));
  const circles = nodes.map((node) => node.boundingBox({ includeLabels: false, includeOverlays: false }));
  nodes.forEach((node, i) => {
    const others = circles.filter((_, at) => at !== i);
    const below = node.boundingBox({ includeNodes: false, includeEdges: false, includeOverlays: false });
    const top = node.position("y") - node.data("size") / 2 - 4, above = { ...below, y1: top - below.h, y2: top };
    const free = [below, above].filter((one) => apartFromAll(one, taken));
    const box = free.find((one) => apartFromAll(one, others)) ?? free.find((one) => apartFromAll(one, circles.slice(0, i)));
    placed.push([node, box === below ? "" : box ? "above" : "unnamed"]);
    if (box) taken.push(box);
  });
  cy.batch(() => placed.forEach(([node, where]) => { if (where) node.addClass(where); }));
}

/** Shows which actor or tie, or which opened event, is meant. */
function mark() {
  cy.elements().removeClass("chosen far");
  nameLater();
  const open = opened && data.events[opened.at];
  let chosen = cy.collection();
  if (open) {
    for (const at of [...open.s, ...open.o]) chosen = chosen.union(cy.$id(`a${at}`));
    for (const from of open.s) for (const to of open.o) chosen = chosen.union(cy.$id(`e${from}>${to}>${open.t}>${open.f === "actual"}`));
  } else if (state.tie) chosen = cy.$id(`e${state.tie.from}>${state.tie.to}>${state.tie.type}>${state.tie.done}`);
  else if (state.actor !== null) chosen = cy.$id(`a${state.actor}`);
  if (chosen.empty()) return;
  chosen.addClass("chosen");
  cy.elements().difference(chosen.union(chosen.neighborhood()).union(chosen.connectedNodes())).addClass("far");
}
