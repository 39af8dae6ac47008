// What a browser prints of a page, read back from the PDF.
import { getDocumentProxy } from "unpdf";

/**
 * The sheets that a page is printed on: margins are the texts around the page's own, which is text, in the order of the document
 * and not that of painting; written is what the stylesheet puts into it.
 */
export async function printed(page) {
  const pdf = await getDocumentProxy(new Uint8Array(await page.pdf({ format: "A4", preferCSSPageSize: true, tagged: true })));
  const sheets = [];
  for (let n = 1; n <= pdf.numPages; n++) sheets.push(await read(await pdf.getPage(n)));
  await pdf.destroy();
  return sheets;
}

const margin = 57; // points: the 2 cm of the stylesheet

async function read(sheet) {
  const { items } = await sheet.getTextContent({ includeMarkedContent: true });
  const { height } = sheet.getViewport({ scale: 1 });
  const marked = new Map(), margins = [], written = [], open = [];
  for (const item of items) {
    if (item.type === "endMarkedContent") open.pop();
    else if (item.type) open.push(item.id ?? open.at(-1));
    else if (open.at(-1)) marked.set(open.at(-1), (marked.get(open.at(-1)) ?? "") + item.str + (item.hasEOL ? " " : ""));
    else (item.transform[5] < margin || item.transform[5] > height - margin ? margins : written).push(item.str);
  }
  return { margins: margins.filter((t) => t.trim()), written: written.join(""), text: inOrder(await sheet.getStructTree(), marked).join("") };
}

function inOrder(node, marked) {
  if (!node) return [];
  return node.type === "content" ? [marked.get(node.id) ?? ""] : (node.children ?? []).flatMap((child) => inOrder(child, marked));
}

/** The record's words as paper has them, the addresses of its links to others, and the heads of its tables. It runs inside the page. */
export function record() {
  const minutes = document.querySelector(".minutes");
  const copy = minutes.cloneNode(true);
  for (const e of copy.querySelectorAll(".mark, .unseen")) e.remove();
  for (const list of copy.querySelectorAll("ol")) [...list.children].forEach((item, i) => item.prepend(`${list.start + i}.`));
  return {
    text: copy.textContent,
    links: [...minutes.querySelectorAll("a[href^=http]")].map((a) => a.getAttribute("href")),
    heads: [...minutes.querySelectorAll("thead")].map((h) => h.textContent),
  };
}

/**
 * Holds what was printed to the record: where they part, if they do, and how often the head of a table stands again on a further
 * sheet. Blanks do not count, since a line may end anywhere, and neither do the signs before items of lists. A PDF has text from
 * right to left as it is painted, so of a record with such text the letters of the others are compared in order, and it letter by
 * letter in any.
 */
export function compared({ text, heads }, sheets) {
  const bare = fromRight.test(text) ? (s) => all(s).replaceAll(/[^\p{L}]/gu, "").replaceAll(allFromRight, "") : all;
  const wanted = bare(text);
  const turned = (s) => [...all(s).match(allFromRight) ?? []].sort().join("");
  if (turned(text) !== turned(sheets.map((s) => s.text).join(""))) return { parts: "letters from right to left are lost" };
  const tops = heads.map(bare).filter(Boolean);
  let at = 0, again = 0;
  for (const [i, sheet] of sheets.entries()) {
    let rest = bare(sheet.text);
    if (at === 0) {
      const begin = rest.indexOf(wanted.slice(0, 60));
      if (begin < 0) continue; // what stands before the minutes
      rest = rest.slice(begin);
    }
    const top = tops.find((t) => rest.startsWith(t) && !wanted.startsWith(t, at));
    if (top) again++;
    rest = rest.slice(top?.length ?? 0);
    const same = alike(rest, wanted, at);
    at += same;
    if (at === wanted.length) return { again };
    if (same < rest.length) return { again, parts: `sheet ${i + 1} has ${JSON.stringify(rest.slice(same, same + 60))} for ${JSON.stringify(wanted.slice(at, at + 60))}` };
  }
  return { again, parts: `the sheets end before ${JSON.stringify(wanted.slice(at, at + 60))}` };
}

const fromRight = /[\p{Script=Hebrew}\p{Script=Arabic}]/u;
const allFromRight = /[\p{Script=Hebrew}\p{Script=Arabic}]/gu;

const all = (s) => s.normalize("NFKC").replaceAll(/[\s\u00ad\u200b•◦▪▾▸▼]/g, "");

function alike(a, b, from) {
  let n = 0;
  while (n < a.length && a[n] === b[from + n]) n++;
  return n;
}
