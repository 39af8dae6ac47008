// An archive in which somebody wrote 300 ways to run a script into every field that a page may show, built and served for
// real. Every page is parsed by the browser and looked through; a page of each kind is opened. With
// MINUTEBOOK_SOAK every page is opened, and each document has but one of the 300.
import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { serveBuilt } from "./demo.mjs";
import { places, writeHostile } from "./hostile.mjs";
import { launch, open } from "./reader.mjs";
import { vectors } from "./vectors.mjs";

const soak = Boolean(process.env.MINUTEBOOK_SOAK);
let hostile, browser, built, page, addresses;

before(async () => {
  [browser, hostile] = await Promise.all([launch(), writeHostile(vectors, soak ? 300 : 20)]);
  built = await serveBuilt(hostile, "public");
  page = await watched();
  const www = join(hostile.folder, "out", "public", "www");
  addresses = (await readdir(www, { recursive: true })).filter((f) => f.endsWith(".html") && !f.startsWith("files/")).map(addressOf).sort();
});
after(async () => {
  await browser?.close();
  await built?.stop();
  await hostile?.remove();
});

const addressOf = (file) => "/" + file.split("/").map(encodeURIComponent).join("/").replace(/index\.html$/, "");

/** A page whose alerts and breaches of its policy are kept. */
async function watched() {
  const p = await open(browser);
  p.alerts = [];
  p.breaches = [];
  p.on("dialog", (d) => {
    p.alerts.push(`${p.url()}: ${d.message()}`);
    d.dismiss().catch(() => {});
  });
  await p.exposeBinding("breached", (_, what) => p.breaches.push(what));
  await p.addInitScript(() => addEventListener("securitypolicyviolation", (e) => globalThis.breached(`${location}: ${e.effectiveDirective} ${e.blockedURI} ${e.sample}`)));
  return p;
}

/** What a page has that none of ours has, as the browser reads it. It runs in the browser. */
function foreign(doc) {
  const found = [];
  const ours = { SCRIPT: (e) => e.type === "application/ld+json" ? e.parentElement === doc.head && e.attributes.length === 1 && !/[<>&]/.test(e.textContent) && !!JSON.parse(e.textContent) : /^\/site\.js\?v=\w+$/.test(e.getAttribute("src") ?? "") && !e.textContent, META: (e) => !e.httpEquiv || e.httpEquiv === "Content-Security-Policy" || e.httpEquiv === "refresh" && /^0; url=\//.test(e.content),
    LINK: (e) => e.parentElement === doc.head && /^(\/(?!\/)|https:\/\/)/.test(e.getAttribute("href")), FORM: (e) => e.getAttribute("action") === "/search", INPUT: (e) => ["q", "from", "to", "owner", "modification", "meeting", "by", "size"].includes(e.name), SELECT: (e) => /^\w+$/.test(e.name), BUTTON: (e) => !e.hasAttribute("formaction") };
  const never = /^(STYLE|IFRAME|FRAME|FRAMESET|OBJECT|EMBED|APPLET|BASE|MATH|VIDEO|AUDIO|SOURCE|TEXTAREA|TEMPLATE|NOSCRIPT|PORTAL|MARQUEE|DIALOG|XMP|LISTING|PLAINTEXT|FOREIGNOBJECT|ANIMATE|SET|USE|IMAGE|MGLYPH|XSS|B|ISINDEX|NOEMBED)$/;
  for (const e of doc.querySelectorAll("*")) {
    const tag = e.tagName.toUpperCase();
    if (never.test(tag) || ours[tag] && !ours[tag](e)) found.push(e.outerHTML.slice(0, 120));
    for (const { name, value } of e.attributes) {
      const bare = [...value].filter((c) => c > " ").join("").toLowerCase();
      if (/^on|^style$|^srcdoc$|^background$|^formaction$|^srcset$|^autofocus$/.test(name)) found.push(`${name} of ${e.outerHTML.slice(0, 120)}`);
      if (/href$|^src$|^action$|^data$|^cite$/.test(name) && /^[a-z][a-z0-9+.-]*:/.test(bare) && !/^(https?|mailto):/.test(bare)) found.push(`${name} of ${e.outerHTML.slice(0, 120)}`);
    }
  }
  return found;
}

/** Has the browser parse what an address answers, without running it, and returns what is foreign and the text of all. */
async function inspect(list) {
  await page.goto(`${built.url}/`);
  return page.evaluate(async ([list, source]) => {
    const look = new Function(`return ${source}`)();
    const found = [], texts = [];
    const one = async (address) => {
      const answer = await fetch(address);
      if (answer.status >= 500) found.push(`${address}: ${answer.status}`);
      const doc = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const f of look(doc)) found.push(`${address}: ${f}`);
      texts.push(doc.body.textContent);
    };
    const left = [...list];
    await Promise.all(Array.from({ length: 6 }, async () => {
      while (left.length) await one(left.pop());
    }));
    return { found, text: texts.join("\n") };
  }, [list, foreign.toString()]);
}

/** Opens pages for real, as many at a time as there are processors. */
async function openAll(list) {
  const left = [...list], pages = await Promise.all([watched(), watched(), watched()]);
  const found = [];
  await Promise.all(pages.map(async (p) => {
    for (let at = left.pop(); at !== undefined; at = left.pop()) {
      await p.goto(built.url + at, { waitUntil: "load" });
      found.push(...(await p.evaluate(`(${foreign})(document)`)).map((f) => `${at}: ${f}`));
    }
    await p.evaluate("new Promise((r) => setTimeout(r, 200))"); // what waits to run
  }));
  assert.deepEqual(pages.flatMap((p) => p.alerts), [], "dialogs");
  assert.deepEqual(pages.flatMap((p) => p.breaches), [], "breaches of the policy");
  assert.deepEqual(found, [], "markup that is not ours");
  await Promise.all(pages.map((p) => p.context().close()));
}

// The other tests would pass if nothing of this were dangerous, or nothing noticed.
test("the vectors run where nothing keeps them from it, and every net catches", async () => {
  let policy = "";
  const bare = createServer((request, answer) => {
    const n = Number(request.url.slice(1));
    if (!vectors[n]) return answer.writeHead(404).end();
    answer.writeHead(200, { "Content-Type": "text/html; charset=utf-8", ...(policy && { "Content-Security-Policy": policy }) });
    answer.end(`<!DOCTYPE html><title>x</title><body><p>${vectors[n]}</p><a href="${vectors[n]}">x</a>`);
  }).listen(0, "127.0.0.1");
  const url = `http://127.0.0.1:${await new Promise((r) => bare.once("listening", () => r(bare.address().port)))}`;
  const p = await watched();
  let marked = 0;
  for (let n = 0; n < 120; n += soak ? 1 : 4) {
    await p.goto(`${url}/${n}`, { waitUntil: "load" }).catch(() => {}); // some lead elsewhere
    marked += (await p.evaluate(`(${foreign})(document).length`).catch(() => 1)) > 0;
  }
  assert.ok(new Set(p.alerts).size > (soak ? 40 : 10), `only ${p.alerts.length} alerts`);
  assert.ok(marked > (soak ? 80 : 20), `markup is noticed ${marked} times`);
  policy = "default-src 'none'; script-src 'self'";
  p.alerts.length = 0;
  for (let n = 0; n < 24; n += soak ? 1 : 3) await p.goto(`${url}/${n}`, { waitUntil: "load" }).catch(() => {});
  assert.deepEqual(p.alerts, []);
  assert.ok(p.breaches.length >= (soak ? 15 : 5), `${p.breaches.length} breaches are noticed`);
  await p.context().close();
  bare.close();
});

test("no page has markup that somebody wrote into a field, and every field is on one", async (t) => {
  const { found, text } = await inspect(addresses);
  assert.deepEqual(found.slice(0, 20), []);
  for (const place of places) {
    const shown = new Set(text.match(new RegExp(`\\b${place}\\d+ `, "g"))).size;
    assert.ok(shown >= (soak ? 250 : 18), `${place} of ${shown} documents only`);
  }
  const numbers = new Set([...text.matchAll(/alert(?:\(|&#40;)(\d+)/g)].map((m) => m[1]));
  assert.ok(numbers.size >= 280, `${numbers.size} of ${vectors.length} are shown anywhere`);
  t.diagnostic(`${vectors.length} vectors in ${places.length} places of a document and in the settings: ${addresses.length} pages parsed, ${numbers.size} vectors seen as words`);
});

test("no search repeats a query or a title as markup", async () => {
  const queries = vectors.flatMap((v, i) => [`/search?q=${encodeURIComponent(v.slice(0, 200))}`, ["kind", "group", "status", "owner", "year", "from", "sort", "page"].slice(i % 8, (i % 8) + 1).map((f) => `/search?q=thing&${f}=${encodeURIComponent(v)}`)[0]]);
  const { found } = await inspect([...queries, "/search?q=paragraph1", "/search?q=alert&page=2", "/search?q=&kind=action"]);
  assert.deepEqual(found.slice(0, 20), []);
  await openAll([...queries.filter((_, i) => soak || i % 60 === 0), "/search?q=paragraph1", "/search?q=alert", "/api/search?q=alert", "/api/suggest?q=G1", `/api/suggest?q=${encodeURIComponent("<img")}`]);
});

test("pages opened run nothing and keep to their policy", async (t) => {
  const seen = {};
  const chosen = addresses.filter((at) => {
    const parts = at.split("/").filter(Boolean);
    const kind = [parts[0]?.slice(0, 5), parts.length, /^(source|changes|open|owner|group|year)$/.test(parts.at(-1)) && parts.at(-1)].join();
    seen[kind] = (seen[kind] ?? 0) + 1;
    return soak || seen[kind] <= 3;
  });
  await openAll([...chosen, "/nothing-" + encodeURIComponent(vectors[0]), ...vectors.slice(0, 5).map((v) => "/" + encodeURIComponent(v))]);
  t.diagnostic(`${chosen.length} of ${addresses.length} pages opened: no dialog, no breach of the policy`);
});

test("a paper that others wrote runs nothing", async () => {
  const www = join(hostile.folder, "out", "public", "www");
  const papers = (await readdir(join(www, "files"), { recursive: true })).filter((f) => f.includes("script.")).map((f) => "/files/" + f);
  assert.equal(papers.length, 2);
  const p = await watched();
  for (const paper of papers) {
    await p.goto(built.url + paper, { waitUntil: "load" });
    await p.evaluate("0").catch(() => {});
  }
  assert.deepEqual(p.alerts, []);
  await p.context().close();
});
