
(() => {
  "use strict";
  const by = (id) => document.getElementById(id);
  const list = by("briefings"), query = by("q"), order = by("sort"), count = by("count"), none = by("none");
  const entries = [...list.children].map((item, place) => ({ item, place }));
  const letters = { ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i" };

  // Neither case nor accents count: "São" is found by "sao".
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}+/gu, "")
    .replace(/[øłđðþßæœı]/g, (letter) => letters[letter]);
  const part = (entry, name) => entry.item.querySelector(name)?.textContent ?? "";
  const words = (entry) => entry.words ??= fold(
    [part(entry, "h2"), part(entry, ".outlet"), part(entry, ".path"), part(entry, ".summary"), part(entry, "time")].join("\n"),
  );

  const filter = () => {
    const wanted = fold(query.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const entry of entries) {
      const fits = wanted.every((word) => words(entry).includes(word));
      if (fits) shown += 1;
      if (entry.item.hidden === fits) entry.item.hidden = !fits;
    }
    const all = entries.length.toLocaleString("en");
    const noun = entries.length === 1 ? "briefing" : "briefings";
    const told = wanted.length ? `${shown.toLocaleString("en")} of ${all} ${noun}` : `${all} ${noun}`;
    if (count.textContent !== told) count.textContent = told;
    none.hidden = shown > 0 || entries.length === 0;
  };

  // What has no date or outlet comes last, whichever the direction; equals stay in the order of their paths.
  const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const date = (entry) => entry.item.querySelector("time")?.dateTime ?? "";
  const known = (name, key, compare) => (a, b) => {
    const [x, y] = [a[name] ??= key(a), b[name] ??= key(b)];
    return (x === "") - (y === "") || compare(x, y) || a.place - b.place;
  };
  const plain = (x, y) => (x < y ? -1 : x > y ? 1 : 0);
  const title = (entry) => part(entry, "h2");
  const outlet = (entry) => part(entry, ".outlet");
  const orders = {
    path: (a, b) => a.place - b.place,
    newest: known("date", date, (x, y) => plain(y, x)),
    oldest: known("date", date, plain),
    title: known("title", title, collator.compare),
    outlet: known("outlet", outlet, collator.compare),
  };
  let present = "path";
  const sort = () => {
    if (order.value === present) return;
    present = order.value;
    const sorted = document.createDocumentFragment();
    for (const entry of [...entries].sort(orders[present])) sorted.append(entry.item);
    list.append(sorted);
  };

  // The fragment keeps filter and order, so that the address can be passed on.
  const read = () => {
    const wanted = new URLSearchParams(location.hash.slice(1));
    query.value = wanted.get("q") ?? "";
    order.value = Object.hasOwn(orders, wanted.get("sort")) ? wanted.get("sort") : "path";
    sort();
    filter();
  };
  let waiting = 0;
  const write = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const wanted = new URLSearchParams();
      if (query.value) wanted.set("q", query.value);
      if (order.value !== "path") wanted.set("sort", order.value);
      const hash = wanted.toString();
      history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
    }, 400);
  };

  query.addEventListener("input", () => { filter(); write(); });
  order.addEventListener("change", () => { sort(); write(); });
  by("tools").addEventListener("submit", (event) => event.preventDefault());
  by("all").addEventListener("click", () => { query.value = ""; filter(); write(); query.focus(); });
  addEventListener("hashchange", () => { if (location.hash !== "#briefings") read(); });
  by("tools").hidden = false;
  read();

  // The words of thousands of entries are made ready while nobody waits for them.
  let next = 0;
  const prepare = (idle) => {
    while (next < entries.length && idle.timeRemaining() > 1) words(entries[next++]);
    if (next < entries.length) requestIdleCallback(prepare);
  };
  globalThis.requestIdleCallback?.(prepare);
})();
