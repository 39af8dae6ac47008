// Finds ids and titles in the files of search/ids/, where no search service answers. internal/lookup says what is in them.
const fields = ["kind", "group", "status", "owner", "year", "modification"];
const page = 20, most = 8, shards = 4;
const files = new Map();
let base;

const read = (name) => {
  if (!files.has(name)) {
    files.set(name, fetch(new URL(name + ".json", base)).then((answer) => answer.json()));
    files.get(name).catch(() => files.delete(name));
  }
  return files.get(name);
};

const lower = (s) => s.replace(/./gsu, (c) => c.toLowerCase());
const fold = (s) => {
  s = lower(s).replaceAll("’", "'").replace(/'s$/, "").replaceAll("'", "");
  if (/[^\0-\x7f]/.test(s)) s = lower(s.normalize("NFKD").replace(/[\p{M}\s]/gu, ""));
  s = s.replace(/^0+(?=\d+$)/, "");
  return new TextDecoder().decode(new TextEncoder().encode(s).slice(0, 64)).replace(/\ufffd$/, "");
};
export const terms = (text) => (text.match(/\p{Nd}+|\p{L}[\p{L}\p{M}]*(['’][\p{L}\p{M}]+)*/gu) ?? []).map(fold).filter(Boolean);

// The rows of an entry, or of all that begin so.
const rows = async (name, entry, begun) => {
  const first = (await read("start"))[name];
  let from = Math.max(0, first.findLastIndex((f) => f <= entry)), to = from;
  while (begun && first[to + 1]?.startsWith(entry)) to++;
  if (to - from >= shards) [begun, to] = [false, from];
  const names = first.slice(from, to + 1).map((_, i) => `${name}-${from + i}`);
  const all = new Set();
  for (const shard of await Promise.all(names.map(read))) {
    for (const [e, steps] of Object.entries(shard)) {
      let at = -1;
      if (e === entry || (begun && e.startsWith(entry))) {
        for (let n of steps) {
          for (; n < 0; n++) all.add(++at);
          if (n) all.add((at += n));
        }
      }
    }
  }
  return all;
};
const row = async (n) => {
  const { block } = await read("start");
  return (await read(`rows-${Math.floor(n / block)}`))[n % block];
};

const isNumber = (term) => /^\d+$/.test(term);
const exact = async (typed) => {
  const id = (...key) => rows("ids", key.join(" "));
  const last = typed.at(-1), all = await id(...typed);
  if (all.size || !isNumber(last) || isNumber(typed[0])) return all;
  for (let i = 1; i < last.length && last.length < 9; i++) { // glued: "tog 2801"
    for (const n of await id(...typed.slice(0, -1), ...terms(last.slice(0, i) + " " + last.slice(i)))) all.add(n);
  }
  return all.size || typed.slice(1).join("").length < 3 ? all : id(...typed.slice(1)); // another prefix
};

// Rows that answer, the best first: those whose id it is, whose id it begins, that have all words; within these the newest.
export const find = async (text, filters = [], without = []) => {
  const typed = terms(text), all = new Set();
  const [asked, not] = await Promise.all([filters.map((f) => rows("filters", f)), without.map((w) => rows("words", w))].map((p) => Promise.all(p)));
  const add = async (...more) => {
    const [some, ...others] = (await Promise.all(more)).concat(asked);
    const common = [...(some ?? [])].filter((n) => others.every((o) => o.has(n)) && !not.some((o) => o.has(n)));
    common.sort((a, b) => b - a).forEach((n) => all.add(n));
    return all.size;
  };
  const words = () => add(...typed.map((w) => rows("words", w, !isNumber(w))));
  if (typed.length) await add(exact(typed));
  const ids = typed.some(isNumber) && (await add(rows("ids", typed.join(" "), true)));
  return { all, ids, words };
};

const near = (action) => (base = new URL("search/ids/", action));

export const suggest = async (action, text) => {
  near(action);
  const { all, ids, words } = await find(text);
  if (!ids) await words();
  const found = (await Promise.all([...all].slice(0, 2 * most).map(row))).map(([id, kind, title, url]) => ({ id, kind, title, url }));
  const again = (s, i) => s.kind === "item" && found.findIndex((o) => o.title === s.title) < i; // an agenda has the same items each time
  return found.filter((s, i) => !again(s, i)).slice(0, most);
};

// Puts what the address of the page asks for into its form and its results, which the page has hidden parts for.
export const fill = async (head, make, kindName, words, language) => {
  const form = head.closest("main").querySelector("form"), asked = new URLSearchParams(location.search);
  const [why, note] = head.parentElement.querySelectorAll("p"), paging = note.nextElementSibling;
  near(form.action);
  const filters = [], without = [];
  const filter = (name, value) => value && filters.push(`${name}:${value.toLowerCase()}`);
  for (const field of form.querySelectorAll("[name]")) {
    const value = (field.value = asked.get(field.name) ?? field.value);
    if (fields.includes(field.name)) filter(field.name, value);
    else if (field.name !== "q") field.closest("details").hidden = true;
  }
  form.querySelector("[value=decision]")?.remove(); // decisions have no titles
  const q = (asked.get("q") ?? "").trim();
  const text = q.replace(/(\w+):(?:"([^"]*)"|(\S+))/g, (all, name, quoted, word) => (fields.includes(name) ? (filter(name, quoted ?? word), "") : all))
    .replace(/(^|\s)-(\S+)/g, (_, blank, word) => (without.push(...terms(word)), blank));
  const found = await find(text, filters, without);
  why.hidden = true;
  note.hidden = false;
  const { ready, some, none } = head.dataset;
  if (!terms(text).length && !filters.length) return (head.textContent = ready);
  const n = await found.words(), at = Math.max(1, Math.floor(asked.get("page")) || 1);
  const hits = await Promise.all([...found.all].slice((at - 1) * page, at * page).map(row));
  const hit = ([id, kind, title, url, date, meeting, status]) => {
    const meta = make("p", { class: "meta" }, kindName(kind));
    const where = kind === "item" ? id.replace(" item ", words.item) : kind !== "meeting" && meeting;
    if (date) meta.append(", ", make("time", { datetime: date }, new Date(date).toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" })));
    if (where) meta.append(", " + where);
    if (status) meta.append(" ", make("span", { class: "status " + status }, kindName(status)));
    return make("li", { class: "hit" }, make("h3", {}, make("a", { href: url }, title)), meta);
  };
  head.textContent = n ? some.replace("{n}", n) : none;
  document.title = (q && q + " – ") + document.title;
  note.after(make("ol", { class: "hits", start: (at - 1) * page + 1 }, ...hits.map(hit)));
  paging.querySelectorAll("a").forEach((a, i) => {
    const to = at + 2 * i - 1;
    asked.set("page", to);
    a.href = "?" + asked;
    a.parentElement.hidden = to < 1 || to > Math.ceil(n / page);
  });
  paging.hidden = n <= page;
  // Back returns to the lines that were read, though they are written anew.
  scrollTo(0, history.state?.y ?? 0);
  addEventListener("pagehide", () => history.replaceState({ y: scrollY }, ""));
};
