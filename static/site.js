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

// A link mark copies the address of its paragraph, too.
const said = document.createElement("p");
said.className = "said";
said.setAttribute("role", "status");
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
