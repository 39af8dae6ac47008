// Comforts only: nothing on a page depends on this file. The build puts what it says in front, as words.

const on = (target, type, does) => target.addEventListener(type, does);
const root = document;
const one = (selector, within = root) => within.querySelector(selector);
const each = (selector, within = root) => [...within.querySelectorAll(selector)];
const set = (e, attributes) => {
  for (const name in attributes) attributes[name] === null ? e.removeAttribute(name) : e.setAttribute(name, attributes[name]);
  return e;
};
const make = (tag, attributes, ...inside) => {
  const e = set(root.createElement(tag), attributes);
  e.append(...inside);
  return e;
};
const place = (e) => e.getBoundingClientRect();
const language = root.documentElement.lang || "en";
const kindName = (kind) => words.kinds[kind] ?? kind[0].toUpperCase() + kind.slice(1);

// What a reader chose is kept on this machine, where that is allowed.
const keep = (name, value) => {
  try {
    return value === undefined ? localStorage.getItem("mb-" + name) : localStorage.setItem("mb-" + name, value);
  } catch {}
};

// A fold that has a name stays as it was left, on every page that has one of that name; but nothing moves that is seen already:
// on pages that wait for this script nothing is.
const script = one("[data-lookup]");
for (const fold of each("[data-fold]")) {
  const name = fold.dataset.fold, was = keep(name);
  if (was && (script.blocking?.length || place(fold).top > innerHeight)) fold.open = was === "true";
  on(fold.firstElementChild, "click", () => keep(name, !fold.open));
}

// Tables sort by a click on a head, first up, then down; the address says so, for a reload and for Back.
const inOrder = new Intl.Collator(language, { numeric: true }).compare;
for (const table of each("table.sortable")) {
  const heads = [...table.tHead.rows[0].cells], body = table.tBodies[0], asked = new URLSearchParams(location.search);
  const sort = (i, up) => {
    heads.forEach((h, n) => set(h, { "aria-sort": n === i ? (up ? "ascending" : "descending") : null }));
    const key = (cell) => cell.dataset.sort ?? one("time", cell)?.dateTime ?? cell.textContent.trim();
    const rows = [...body.rows].map((row) => [key(row.cells[i]), row]);
    rows.sort(([a], [b]) => !a - !b || (up ? 1 : -1) * inOrder(a, b));
    body.append(...rows.map(([, row]) => row));
  };
  heads.forEach((head, i) => {
    const name = head.dataset.key ?? i;
    if (asked.get("sort") == name) sort(i, asked.get("dir") !== "desc");
    head.append(make("button", {}, ...head.childNodes));
    on(head, "click", () => {
      const up = head.ariaSort !== "ascending";
      sort(i, up);
      asked.set("sort", name);
      asked.set("dir", up ? "asc" : "desc");
      history.replaceState(null, "", "?" + asked + location.hash);
    });
  });
}

// "j" and "k" go from paragraph to paragraph of the minutes, or by the rows and entries of other pages. The focus goes along.
const step = (by) => {
  const marked = each(".minutes :has(> .mark)");
  const all = (marked[0] ? marked : each("main :is(tbody tr, .hit, .lines li, .timeline li, .mentions li)").map((e) => one("a", e))).filter((e) => e?.checkVisibility());
  const here = root.activeElement.closest("main *"), seen = here && place(here).bottom > 0 && place(here).top < innerHeight;
  const to = all[all.findLastIndex((e) => (seen ? e === here || e.compareDocumentPosition(here) & 4 : place(e).top < 1)) + by + (by < 0 && !seen)];
  if (to?.tabIndex < 0) to.tabIndex = -1;
  to?.focus();
};
const off = () => keep("keys") === "false";
let help;
const showHelp = () => {
  if (!help) {
    const use = make("input", { type: "checkbox" });
    use.checked = !off();
    on(use, "change", () => keep("keys", use.checked));
    const rows = ["search", "next", "previous", "help"].map((does, i) => make("div", {}, make("dt", {}, make("kbd", {}, "/jk?"[i])), make("dd", {}, words[does])));
    help = make("dialog", { "aria-labelledby": "_keys" }, make("h2", { id: "_keys" }, words.title), make("dl", { class: "facts" }, ...rows),
      make("label", {}, use, " " + words.use), make("form", { method: "dialog" }, make("button", { autofocus: "" }, words.close)));
    root.body.append(help);
  }
  help.showModal();
};
const keys = {
  "/": () => (one("main input[name=q]") ?? one("input[name=q]"))?.select(),
  j: () => step(1),
  k: () => step(-1),
  "?": showHelp,
};
on(root, "keydown", (e) => {
  if (!keys[e.key] || e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input, select, textarea, dialog, [contenteditable]") || off()) return;
  e.preventDefault();
  keys[e.key]();
});
const button = make("button", {}, words.title);
on(button, "click", showHelp);
one(".site-foot")?.append(make("div", { class: "wrap" }, button)); // below all else: nothing moves

// Suggestions come from the search service or, where it does not answer, from files that search.js reads.
const lookup = () => import(script.dataset.lookup);
const unserved = one("#_unserved");
let served = !unserved;
const ask = async (form, text, signal) => {
  if (served) {
    try {
      const answer = await fetch(new URL("api/suggest?q=" + encodeURIComponent(text), form.action), { signal });
      if (answer.ok) return await answer.json();
      served = answer.status !== 404;
    } catch {
      signal.throwIfAborted();
    }
  }
  return (await lookup()).suggest(form.action, text);
};
if (unserved) lookup().then((l) => l.fill(unserved, make, kindName, words, language)).catch(() => {});

// A search box is a combobox: the list of what is suggested opens below it, and the arrow keys walk on it.
for (const input of each("input[name=q]")) {
  const list = make("ul", { role: "listbox", id: "_list" + input.id, class: "suggested", "aria-label": words.suggestions, hidden: "" });
  const count = make("p", { role: "status", class: "unseen" });
  set(input, { type: "text", inputmode: "search", role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": false });
  input.parentElement.append(list, count);
  let found = [], at = -1, waiting, asking;
  const mark = (i) => {
    each("li", list).forEach((o, n) => set(o, { "aria-selected": n === i }));
    const option = list.children[(at = i)];
    option?.scrollIntoView({ block: "nearest" });
    set(input, { "aria-activedescendant": option?.id ?? null });
  };
  const show = (open) => {
    list.hidden = !open;
    set(input, { "aria-expanded": open });
    mark(-1);
  };
  const close = () => {
    clearTimeout(waiting);
    asking?.abort();
    show(false);
  };
  const fill = (all) => {
    found = all;
    list.replaceChildren(...all.map((s, i) => make("li", { role: "option", id: list.id + i, "aria-selected": false },
      s.title, make("span", { class: "meta" }, kindName(s.kind) + (s.kind === "item" ? ", " + s.id.replace(" item ", words.item) : "")))));
    show(!!all[0]);
  };
  const look = () => {
    close();
    const text = input.value.trim(), said = text.toLowerCase();
    fill(text ? found.filter((s) => s.title.toLowerCase().includes(said)) : []); // what answers this as well may stay
    if (!text) return;
    const { signal } = (asking = new AbortController());
    waiting = setTimeout(async () => {
      const all = await ask(input.form, text, signal).catch(() => []), n = all.length;
      if (signal.aborted) return;
      fill(all);
      const forms = words.suggested;
      count.textContent = (forms[n ? new Intl.PluralRules(language).select(n) : "zero"] ?? forms.other).replace("{n}", n);
    }, 120);
  };
  const go = (i) => {
    close();
    location.assign(found[i].url);
  };
  const keys = {
    ArrowDown: (e) => {
      const step = e.key === "ArrowUp" ? -1 : 1, n = found.length + 1;
      if (e.altKey && step < 0) return close();
      if (!found.length) return look();
      if (list.hidden) show(true);
      if (!e.altKey) mark(((at + 1 + step + n) % n) - 1);
    },
    Enter: () => (at < 0 ? (close(), true) : go(at)),
    Escape: () => {
      if (list.hidden) fill((input.value = []));
      close();
    },
    Home: () => (mark(-1), true),
  };
  keys.ArrowUp = keys.ArrowDown;
  keys.End = keys.ArrowLeft = keys.ArrowRight = keys.Home;
  on(input, "keydown", (e) => {
    if (!e.isComposing && keys[e.key] && !keys[e.key](e)) e.preventDefault();
  });
  on(input, "input", look);
  on(input, "blur", close);
  on(input.form, "submit", close);
  on(list, "mousedown", (e) => e.preventDefault()); // the box keeps the focus
  on(list, "click", (e) => go(each("li", list).indexOf(e.target.closest("li"))));
}

// A link mark copies the address of its paragraph, too.
const said = make("p", { class: "said", role: "status" });
root.body.append(said);
on(root, "click", (e) => {
  const mark = e.target.closest("a.mark");
  if (mark) navigator.clipboard?.writeText(mark.href).then(() => {
    said.textContent = words.copied;
    setTimeout(() => (said.textContent = ""), 2000);
  }, () => {});
});

// Beside the text the agenda is open, and follows the reading; so does its own scrolling, and the page stays where it is.
const agenda = one(".agenda details");
if (agenda) {
  const wide = matchMedia("(min-width: 60rem)"), box = agenda.parentElement;
  const unfold = () => (agenda.open = wide.matches);
  on(wide, "change", unfold);
  unfold();
  const links = new Map(each("a", agenda).map((a) => [root.getElementById(decodeURIComponent(a.hash.slice(1))), a]));
  links.delete(null);
  let at;
  const follow = () => {
    const now = links.get([...links.keys()].findLast((head) => place(head).top < innerHeight * .34));
    if (now === at) return;
    if (at) set(at, { "aria-current": null });
    at = now;
    if (!at) return;
    const entry = place(set(at, { "aria-current": "location" })), list = place(box);
    box.scrollTop += Math.min(0, entry.top - list.top - 40) + Math.max(0, entry.bottom - Math.min(list.bottom, innerHeight) + 40);
  };
  const watch = new IntersectionObserver(follow, { rootMargin: "9999999px 0px -67%" }); // told when a head passes a third of the window
  for (const head of links.keys()) watch.observe(head);
}

// Printing shows what is folded.
on(window, "beforeprint", () => each("main details").forEach((d) => (d.open = true)));
