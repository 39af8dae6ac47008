// A person at a browser: what is seen, clicked and typed. Nothing here reads the project's files.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { chromium } from "playwright-core";
import { focused } from "./measure.mjs";

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const patience = 30_000;
const axeSource = await readFile(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

export const launch = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags });

/** A new window of its own: a page whose complaints are kept in page.complaints. */
export async function open(browser, { js = true, width = 1280, height = 800, scheme = "light", ...rest } = {}) {
  const context = await browser.newContext({
    javaScriptEnabled: js, viewport: { width, height }, colorScheme: scheme, locale: "en-GB", reducedMotion: "reduce", ...rest,
  });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  page.complaints = [];
  page.on("console", (m) => page.complaints.push(`console ${m.type()}: ${m.text()}`));
  page.on("pageerror", (e) => page.complaints.push(`error: ${e.message}`));
  page.on("request", (r) => foreign(page, r) && page.complaints.push(`request to another host: ${r.url()}`));
  page.on("response", (r) => r.status() >= 400 && page.complaints.push(`${r.status()} for ${r.url()}`));
  page.on("requestfailed", (r) => !waitsForever(r) && !leftBehind(r) && page.complaints.push(`failed: ${r.url()} ${r.failure()?.errorText}`));
  return page;
}

const waitsForever = (r) => r.resourceType() === "eventsource"; // ends when the reader leaves the page

// Who clicks on before all of a page has come leaves the rest: the browser itself ends that. What a server breaks off
// has another name.
const leftBehind = (r) => r.failure()?.errorText === "net::ERR_ABORTED";

function foreign(page, request) {
  const to = new URL(request.url());
  const from = page.site ? new URL(page.site) : to;
  return to.protocol !== "data:" && to.host !== from.host;
}

/** Goes to an address of a site, and holds the page to that site's host. */
export async function go(page, site, path = "/") {
  page.site = site;
  return page.goto(site + path);
}

/** Asserts the one heading that names the page. */
export async function seesHeading(page, text) {
  const h1 = page.getByRole("heading", { level: 1 });
  await eventually(async () => assert.equal(await h1.innerText(), text));
  assert.ok(await h1.isVisible(), `the heading ${text} is hidden`);
}

/** Asserts that a text is seen somewhere in the content. */
export async function sees(page, text) {
  await page.getByRole("main").getByText(text).filter({ visible: true }).first().waitFor();
}

export const section = (page, name) => page.getByRole("region", { name, exact: true });

/** The search box of the page's head, or of its content: it is a plain box without JavaScript, and a combobox with it. */
export const searchBox = (within) => within.getByRole("search").locator("input[name=q]").first();

/** Types into the search box of the page's head, or the only one, and presses Enter. */
export async function searchFor(page, words) {
  const box = searchBox(page);
  await box.fill(words);
  await box.press("Enter");
  await seesHeading(page, "Search");
  await eventually(async () => assert.equal(await searchBox(page.getByRole("main")).inputValue(), words));
}

/** What axe finds wrong with a page as it is now: WCAG 2.2, levels A and AA, and its best practices; or by some of its rules. */
export async function axe(page, rules) {
  if (!(await page.evaluate("'axe' in globalThis"))) await page.evaluate(axeSource);
  const { violations } = await page.evaluate((rules) => {
    const all = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    return axe.run({ runOnly: rules ? { type: "rule", values: rules } : all, resultTypes: ["violations"] });
  }, rules);
  return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target + " " + n.failureSummary).join("; ")}`);
}

/** Those of axe's rules that ask for colours. */
export const colourRules = ["color-contrast", "link-in-text-block"];

/** Has a window's pages keep what moved on them by itself, and be painted before their script comes; before the first page. */
export async function watchShifts(page) {
  await page.route(/\/site\.js/, async (route) => {
    await pause(100);
    await route.continue().catch(() => {}); // the page may have been left
  });
  await page.addInitScript(() => {
    globalThis.shifts = [];
    const what = (s) => s.node?.outerHTML?.slice(0, 80) ?? s.node?.textContent.slice(0, 40);
    new PerformanceObserver((list) => {
      for (const e of list.getEntries()) globalThis.shifts.push(`moved by itself (${e.value.toFixed(4)}): ${e.sources.map(what).join(" | ")}`);
    }).observe({ type: "layout-shift", buffered: true });
  });
}

/** What moved by itself until the page was still. */
export const shifts = (page) =>
  page.evaluate(async () => {
    for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
    await new Promise((r) => setTimeout(r, 50));
    return globalThis.shifts;
  });

/** Opens every fold of a page, those within others as well. */
export const unfold = (page) => page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));

/** What some of the measures of measure.mjs and contrast.mjs find wrong with a page. */
export async function measured(page, ...measures) {
  const found = [];
  for (const measure of measures) found.push(...(await page.evaluate(measure)));
  return found;
}

/** What is wrong at the first stops of the Tab key, which every page has, and the first of the content. */
export async function byKeyboard(page) {
  const faults = [];
  for (let stop = 0; stop < 30; stop++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(focused);
    if (at.left) break;
    if (!at.marked) faults.push(`nothing shows the focus on ${at.what}`);
    if (!at.inView) faults.push(`the focus is out of view on ${at.what}`);
  }
  return faults;
}

/** What the browser complained of, but for the status that the page is meant to have. */
export const unexpected = (page, status) => page.complaints.filter((c) => status === 200 || !c.includes(String(status)));

export const hits = (page) => page.locator("ol.hits > li");

/** Asserts that the address names a spot of the page, that the spot is in view, and returns its words. */
export async function spotInView(page) {
  const id = decodeURIComponent(new URL(page.url()).hash.slice(1));
  assert.notEqual(id, "", `${page.url()} names no spot`);
  const spot = page.locator(`[id="${id}"]`);
  await eventually(async () => {
    const box = await spot.evaluate((e) => {
      const r = e.getBoundingClientRect();
      return { top: r.top, left: r.left, right: r.right, height: r.height, window: innerHeight, wide: innerWidth };
    });
    assert.ok(box.height > 0, `#${id} has no height`);
    assert.ok(box.top >= 0 && box.top < box.window && box.right > 0 && box.left < box.wide, `#${id} is out of view: ${JSON.stringify(box)}`);
  });
  return words(await spot.innerText());
}

/** Presses Back and waits for the heading of the page before. */
export async function back(page, heading) {
  await page.goBack();
  await seesHeading(page, heading);
}

/** One space for each run of them. */
export const words = (text) => text.replace(/\s+/g, " ").trim();

/** Repeats a check until it holds; its last failure is the failure. */
export async function eventually(check) {
  const until = Date.now() + patience;
  for (;;) {
    try {
      return await check();
    } catch (e) {
      if (Date.now() > until) throw e;
      await pause(20);
    }
  }
}
