// Comforts only: nothing on a page depends on this file.

// "/" leads to the search box.
addEventListener("keydown", (e) => {
  if (e.key !== "/" || e.ctrlKey || e.metaKey || e.altKey || e.target.closest?.("input, select, textarea, [contenteditable]")) return;
  const box = document.querySelector("main input[name=q]") ?? document.querySelector("input[name=q]");
  if (box) {
    e.preventDefault();
    box.focus();
    box.select();
  }
});

const make = (tag, attributes, ...inside) => {
  const e = document.createElement(tag);
  for (const name in attributes) e.setAttribute(name, attributes[name]);
  e.append(...inside);
  return e;
};
const kindName = (kind) => ({ item: "Agenda item", thread: "Standing item" })[kind] ?? kind[0].toUpperCase() + kind.slice(1);

// Suggestions come from the search service or, where it does not answer, from files that search.js reads.
const lookup = () => import(document.querySelector("[data-lookup]").dataset.lookup);
const unserved = document.getElementById("_unserved");
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
if (unserved) lookup().then((l) => l.fill(unserved, make, kindName)).catch(() => {});

// A search box is a combobox: the list of what is suggested opens below it, and the arrow keys walk on it.
for (const input of document.querySelectorAll("input[name=q]")) {
  const list = make("ul", { role: "listbox", id: "_list" + input.id, class: "suggested", "aria-label": "Suggestions", hidden: "" });
  const count = make("p", { role: "status", class: "unseen" });
  const set = (name, value) => input.setAttribute(name, value);
  set("role", "combobox");
  set("autocomplete", "off");
  set("aria-autocomplete", "list");
  set("aria-controls", list.id);
  set("aria-expanded", false);
  input.parentElement.append(list, count);
  let found = [], at = -1, waiting, asking;
  const mark = (i) => {
    list.children[at]?.setAttribute("aria-selected", false);
    const option = list.children[(at = i)];
    option?.setAttribute("aria-selected", true);
    option?.scrollIntoView({ block: "nearest" });
    if (option) set("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  };
  const show = (open) => {
    list.hidden = !open;
    set("aria-expanded", open);
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
      s.title, make("span", { class: "meta" }, kindName(s.kind) + (s.kind === "item" ? ", " + s.id.replace(" item", ", item") : "")))));
    show(all.length > 0);
  };
  const look = () => {
    close();
    const text = input.value.trim(), said = text.toLowerCase();
    fill(text ? found.filter((s) => s.title.toLowerCase().includes(said)) : []); // what answers this as well may stay
    if (!text) return;
    const { signal } = (asking = new AbortController());
    waiting = setTimeout(async () => {
      const all = await ask(input.form, text, signal).catch(() => []);
      if (signal.aborted) return;
      fill(all);
      count.textContent = all.length === 1 ? "1 suggestion" : `${all.length || "No"} suggestions`;
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
  input.addEventListener("keydown", (e) => {
    if (!e.isComposing && keys[e.key] && !keys[e.key](e)) e.preventDefault();
  });
  input.addEventListener("input", look);
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
  list.addEventListener("mousedown", (e) => e.preventDefault()); // the box keeps the focus
  list.addEventListener("click", (e) => go([...list.children].indexOf(e.target.closest("li"))));
}

// A link mark copies the address of its paragraph, too.
const said = make("p", { class: "said", role: "status" });
document.body.append(said);
document.addEventListener("click", (e) => {
  const mark = e.target.closest?.("a.mark");
  if (!mark || !navigator.clipboard) return;
  navigator.clipboard.writeText(mark.href).then(() => {
    said.textContent = "Link copied";
    setTimeout(() => (said.textContent = ""), 2000);
  }, () => {});
});

// Tables sort by a click on a head, first up, then down.
const key = (row, i) => {
  const cell = row.cells[i];
  return cell.querySelector("time")?.dateTime ?? cell.textContent.trim();
};
const inOrder = new Intl.Collator(document.documentElement.lang || "en", { numeric: true }).compare;
for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, i) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      heads.forEach((h) => h.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const rows = [...table.tBodies[0].rows];
      rows.sort((a, b) => (key(a, i) === "") - (key(b, i) === "") || (up ? 1 : -1) * inOrder(key(a, i), key(b, i)));
      table.tBodies[0].append(...rows);
    });
  });
}

// Beside the text the agenda is open, and follows the reading.
const agenda = document.querySelector(".agenda details");
if (agenda) {
  const wide = matchMedia("(min-width: 60rem)");
  const unfold = () => (agenda.open = wide.matches);
  wide.addEventListener("change", unfold);
  unfold();
  const links = new Map([...agenda.querySelectorAll("a")].map((a) => [decodeURIComponent(a.hash.slice(1)), a]));
  const heads = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  const follow = () => {
    const at = heads.findLast((h) => h.getBoundingClientRect().top < innerHeight / 3);
    for (const [id, a] of links) {
      if (id === at?.id) a.setAttribute("aria-current", "location");
      else a.removeAttribute("aria-current");
    }
  };
  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => ((waiting = false), follow()));
  }, { passive: true });
  follow();
}

// Printing shows what is folded.
addEventListener("beforeprint", () => document.querySelectorAll("main details").forEach((d) => (d.open = true)));
