/* The days: how many events of each kind, and two handles that choose from when to when. */

const DAY = 86400000, BARS = 60;
const number = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY);
const iso = (n) => new Date(n * DAY).toISOString().slice(0, 10);
const span = days();

/** First and last day; a few events long before the rest do not squeeze the rest together: the ends are open. */
function days() {
  const all = data.events.filter((e) => e.day).map((e) => number(e.day)).sort((a, b) => a - b);
  if (!all.length) return null;
  const cut = Math.floor(all.length / 50);
  let [first, last] = [all[cut], all[all.length - 1 - cut]];
  const wide = Math.max(last - first, 14);
  if (all[0] > first - wide / 2) first = all[0];
  if (all[all.length - 1] < last + wide / 2) last = all[all.length - 1];
  return { first, last: Math.max(last, first + 6) };
}

function startTimeline() {
  if (!span) { $("timeline").hidden = true; return; }
  for (const id of ["from", "to"]) $(id).max = span.last - span.first;
  resetDays();
  const moved = (id) => {
    let [from, to] = [Number($("from").value), Number($("to").value)];
    if (from > to) { if (id === "from") $("from").value = from = to; else $("to").value = to = from; }
    state.from = from === 0 ? null : iso(span.first + from);
    state.to = to === span.last - span.first ? null : iso(span.first + to);
    changed();
  };
  for (const id of ["from", "to"]) $(id).addEventListener("input", () => moved(id));
}

function resetDays() {
  if (!span) return;
  $("from").value = 0;
  $("to").value = span.last - span.first;
}

function drawTimeline() {
  if (!span) return;
  const width = Math.max(1, Math.ceil((span.last - span.first + 1) / BARS));
  const bars = Array.from({ length: Math.ceil((span.last - span.first + 1) / width) }, () => new Map());
  for (const event of data.events) {
    if (!event.day || !fits(event, "days")) continue;
    const at = Math.floor((number(event.day) - span.first) / width);
    plus(bars[Math.min(Math.max(at, 0), bars.length - 1)], quadOf(event));
  }
  const top = Math.max(1, ...bars.map((bar) => [...bar.values()].reduce((a, b) => a + b, 0)));
  const [from, to] = [Number($("from").value), Number($("to").value)];
  $("bars").replaceChildren(...bars.map((bar, at) => {
    const out = (at + 1) * width - 1 < from || at * width > to;
    const pick = () => { $("from").value = at * width; $("to").value = Math.min((at + 1) * width - 1, span.last - span.first); $("to").dispatchEvent(new Event("input")); };
    return el("div", { className: out ? "out" : "", title: day(iso(span.first + at * width)), onclick: pick }, ...[...bar].sort().map(([quad, n]) => {
      const part = el("span", { className: `q${quad}` });
      part.style.height = `${100 * n / top}%`;
      return part;
    }));
  }));
  const [first, last] = [day(iso(span.first + from)), day(iso(span.first + to))];
  $("from-shown").textContent = first; $("to-shown").textContent = last;
  $("from").setAttribute("aria-valuetext", first); $("to").setAttribute("aria-valuetext", last);
}
