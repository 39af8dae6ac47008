// Whether what a page shows stands out from its ground, worked out from the styles that the browser computed. axe does not
// look at the texts of drawings, at what a stylesheet writes, and at marks.

/**
 * Texts whose colour is too near to their ground: WCAG 2.2 asks for 4.5 to 1, and 3 to 1 of large ones; and marks of a drawing and
 * the edges of fields, 3 to 1. It runs inside the page and stands alone.
 */
export function faint() {
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const found = new Map();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    const text = walk.currentNode.data.trim();
    if (text && shown(e)) judge(e, getComputedStyle(e), text);
  }
  for (const e of document.body.querySelectorAll("*")) if (shown(e)) written(e);
  for (const mark of document.querySelectorAll("svg :is(rect, path, circle, line, polyline, polygon)")) drawn(mark);
  return [...found.values()];

  function shown(e) {
    return e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !e.closest(".unseen, .skip, option, title, desc");
  }

  /** What the stylesheet writes before and after an element, but for what only stands between; the words in an empty field, and its edge. */
  function written(e) {
    for (const part of ["::before", "::after"]) {
      const style = getComputedStyle(e, part);
      const text = /^"(.*\S.*)"/.exec(style.content)?.[1];
      if (text && !/^[\/·: ]+$/.test(text) && style.opacity > 0 && style.display !== "none") judge(e, style, `${part} ${text}`);
    }
    if (e.placeholder) judge(e, getComputedStyle(e, "::placeholder"), e.placeholder);
    if (!/^(INPUT|SELECT)$/.test(e.tagName)) return;
    const under = ground(e.parentElement);
    const edge = ratio(over(rgba(getComputedStyle(e).borderTopColor), under), under);
    if (edge < 3) found.set(`edge ${e.name}`, `the edge of ${e.outerHTML.slice(0, 60)} has a contrast of ${edge.toFixed(2)}`);
  }

  function judge(e, style, text) {
    const svg = e.closest("svg");
    const under = svg ? behind(e, svg) : [ground(e)];
    const ink = rgba(svg ? style.fill : style.color);
    ink[3] *= style.opacity === "" ? 1 : Number(style.opacity);
    const contrast = Math.min(...under.map((u) => ratio(over(ink, u), u)));
    const size = parseFloat(style.fontSize) * (svg ? svg.getScreenCTM().a : 1);
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    const key = `${e.tagName.toLowerCase()}.${e.className.baseVal ?? e.className}`;
    if (contrast < (large ? 3 : 4.5)) found.set(key, `${key} has a contrast of ${contrast.toFixed(2)}: ${text.slice(0, 40)}`);
  }

  /** The page behind a drawing, and every shape of it that a text of the drawing stands on. */
  function behind(text, svg) {
    const page = ground(svg.parentElement);
    const box = text.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const under = [...svg.querySelectorAll("rect, circle")].filter((s) => {
      const b = s.getBoundingClientRect();
      return s.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING && b.left <= x && x <= b.right && b.top <= y && y <= b.bottom;
    });
    return [page, ...under.flatMap((s) => inks(s, "fill")).map((c) => over(c, page))].slice(under.length ? 1 : 0);
  }

  /** The colours that a shape is filled or drawn with; of a pattern those of its own shapes. */
  function inks(shape, by) {
    const style = getComputedStyle(shape);
    const of = /^url\("?#(.+?)"?\)/.exec(style[by])?.[1];
    if (!of) return style[by] === "none" ? [] : [rgba(style[by])].filter((c) => c[3] > 0);
    return [...document.getElementById(of).querySelectorAll("*")].flatMap((s) => [...inks(s, "fill"), ...inks(s, "stroke")]);
  }

  /** A mark is seen by its edge, its filling, or what a pattern has in it; grid lines and axes are no marks. */
  function drawn(mark) {
    if (mark.closest("pattern, defs, .grid, .axis, [aria-hidden]:not(svg)") || (mark.tagName === "line" && !mark.closest(".key"))) return;
    const under = ground(mark.closest("svg").parentElement);
    const best = Math.max(0, ...["fill", "stroke"].flatMap((by) => inks(mark, by)).map((c) => ratio(over(c, under), under)));
    if (best && best < 3) found.set(mark.parentElement.outerHTML, `a mark has a contrast of ${best.toFixed(2)}: ${mark.outerHTML.slice(0, 90)}`);
  }

  function rgba(css) {
    if (known.has(css)) return [...known.get(css)];
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = css;
    pen.fillRect(0, 0, 1, 1);
    known.set(css, [...pen.getImageData(0, 0, 1, 1).data].map((v, i) => (i === 3 ? v / 255 : v)));
    return rgba(css);
  }

  function ground(e) {
    if (!e) return matchMedia("(prefers-color-scheme: dark)").matches ? [18, 18, 18] : [255, 255, 255];
    const own = rgba(getComputedStyle(e).backgroundColor);
    return own[3] === 1 ? own.slice(0, 3) : over(own, ground(e.parentElement));
  }

  function over([r, g, b, a], under) {
    return [r, g, b].map((v, i) => v * a + under[i] * (1 - a));
  }

  function ratio(a, b) {
    return (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  }

  function light([r, g, b]) {
    return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  }

  function linear(v) {
    return v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4;
  }
}
