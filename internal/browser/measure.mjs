// What a page looks like, in figures. Each of these functions runs inside the page and must stand alone.

/** The elements that make the page wider than its window, if it is. */
export function runsOff() {
  const root = document.scrollingElement;
  if (root.scrollWidth <= innerWidth) return [];
  const wide = [...document.body.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1);
  return [`${root.scrollWidth} px in a window of ${innerWidth}: ${wide.slice(0, 3).map((e) => e.outerHTML.slice(0, 90)).join(" | ")}`];
}

/** Texts that a box or the window's edge cuts off. What is there for the ear alone, or scrolls by itself, is not cut. */
export function clipped() {
  const found = new Set();
  const forTheEar = (e) => e !== null && (e.matches(".skip") || getComputedStyle(e).clipPath === "inset(50%)" || forTheEar(e.parentElement));
  const scrolls = (e) => /auto|scroll/.test(getComputedStyle(e).overflowX);
  for (const node of texts()) {
    if (forTheEar(node.parentElement)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const r = range.getBoundingClientRect();
    if (r.width === 0) continue;
    for (let e = node.parentElement; e && !scrolls(e); e = e.parentElement) {
      const b = e.getBoundingClientRect();
      const hides = getComputedStyle(e).overflowX !== "visible";
      const cut = hides && (r.right > b.right + 1 || r.left < b.left - 1 || r.bottom > b.bottom + 1);
      if (cut || (e === document.body && (r.left < -1 || r.right > innerWidth + 1))) found.add(node.data.trim().slice(0, 60));
    }
  }
  return [...found].map((t) => `cut off: ${t}`);

  function* texts() {
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) if (walk.currentNode.data.trim()) yield walk.currentNode;
  }
}

/** Texts of less than 12 px as they stand on the screen, and texts of a drawing that its edge cuts off. */
export function small() {
  const found = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    const text = walk.currentNode.data.trim();
    if (!text || !e.checkVisibility({ visibilityProperty: true }) || e.closest(".unseen, .skip, title, desc")) continue;
    const drawn = e.closest("svg");
    const px = parseFloat(getComputedStyle(e).fontSize) * (drawn ? drawn.getScreenCTM().a : 1);
    if (px < 12) found.add(`${px.toFixed(1)} px: ${text.slice(0, 40)}`);
    if (!drawn) continue;
    const [box, edge] = [e.getBoundingClientRect(), drawn.getBoundingClientRect()];
    if (box.left < edge.left - 1 || box.right > edge.right + 1 || box.bottom > edge.bottom + 1) found.add(`out of the drawing: ${text.slice(0, 40)}`);
  }
  return [...found];
}

/** Ids of up to 40 characters that are broken within themselves although they would fit on a line of their own. */
export function broken() {
  const found = new Set();
  for (const e of document.querySelectorAll(".id, .ref, h1")) {
    if (!e.checkVisibility({ visibilityProperty: true }) || e.closest("pre, .unseen")) continue;
    const walk = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) for (const id of walk.currentNode.data.matchAll(/[^\s,;()]*[A-Z]{2,}[ _]?[0-9]+[^\s,;:.()]*/g)) look(walk.currentNode, id);
  }
  return [...found].map((t) => `broken: ${t}`);

  function look(node, id) {
    if (id[0].length > 40) return;
    const range = document.createRange();
    range.setStart(node, id.index);
    range.setEnd(node, id.index + id[0].length);
    const parts = [...range.getClientRects()].filter((r) => r.width > 0);
    const lines = new Set(parts.map((r) => Math.round(r.top)));
    let block = node.parentElement;
    while (/^inline/.test(getComputedStyle(block).display) && getComputedStyle(block).display !== "inline-block") block = block.parentElement;
    if (lines.size > 1 && parts.reduce((sum, r) => sum + r.width, 0) < block.clientWidth) found.add(id[0]);
  }
}

/** What stays in the window while the page scrolls and takes more than a third of its height. */
export function inTheWay() {
  const stays = (e) => /^(fixed|sticky)$/.test(getComputedStyle(e).position) && getComputedStyle(e).top !== "auto";
  const wide = [...document.body.querySelectorAll("*")].filter((e) => stays(e) && e.clientWidth > innerWidth / 2 && e.clientHeight > innerHeight / 3);
  return wide.map((e) => `stays in the way, ${e.clientHeight} px of ${innerHeight}: ${e.outerHTML.slice(0, 90)}`);
}

/** Where the focus is: whether it is marked and in view, or has left the page. */
export function focused() {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return { left: true };
  const style = getComputedStyle(e);
  const r = e.getBoundingClientRect();
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  return {
    what: e.outerHTML.slice(0, 120),
    marked: outlined || style.boxShadow !== "none",
    inView: r.width > 0 && r.height > 0 && r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth,
  };
}

/** How far what is in each of the elements stands from its left edge, the nearest: texts, and boxes that have an edge of their own. */
export function rooms(elements) {
  return elements.map((e) => {
    const lefts = [...e.querySelectorAll(".action, .decision")].map((b) => b.getBoundingClientRect().left);
    const walk = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      if (!walk.currentNode.data.trim()) continue;
      const range = document.createRange();
      range.selectNodeContents(walk.currentNode);
      lefts.push(range.getBoundingClientRect().left);
    }
    return { what: e.textContent.trim().slice(0, 40), room: Math.round(Math.min(...lefts) - e.getBoundingClientRect().left) };
  });
}
