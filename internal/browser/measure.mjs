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

/** Texts whose colour is too near to their ground: WCAG 2.2 asks for 4.5 to 1, and 3 to 1 of large ones; and marks of a drawing, 3 to 1. */
export function faint() {
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (css) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = css;
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data].map((v, i) => (i === 3 ? v / 255 : v));
  };
  const linear = (v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const over = ([r, g, b, a], under) => [r, g, b].map((v, i) => v * a + under[i] * (1 - a));
  const ground = (e) => {
    if (!e) return matchMedia("(prefers-color-scheme: dark)").matches ? [18, 18, 18] : [255, 255, 255];
    const own = rgba(getComputedStyle(e).backgroundColor);
    return own[3] === 1 ? own.slice(0, 3) : over(own, ground(e.parentElement));
  };
  const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const found = new Map();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !e.checkVisibility({ visibilityProperty: true }) || e.closest(".unseen, .skip, option")) continue;
    const style = getComputedStyle(e);
    const under = ground(e);
    const contrast = ratio(over(rgba(style.color), under), under);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    const key = `${e.tagName.toLowerCase()}.${e.className}`;
    if (contrast < (large ? 3 : 4.5)) found.set(key, `${key} has a contrast of ${contrast.toFixed(2)}: ${walk.currentNode.data.trim().slice(0, 40)}`);
  }
  for (const mark of document.querySelectorAll("svg rect")) {
    const under = ground(mark.closest("svg").parentElement);
    const contrast = ratio(over(rgba(getComputedStyle(mark).stroke), under), under);
    if (contrast < 3) found.set(mark.parentElement.outerHTML, `a mark has a contrast of ${contrast.toFixed(2)}: ${mark.parentElement.outerHTML.slice(0, 60)}`);
  }
  return [...found.values()];
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
