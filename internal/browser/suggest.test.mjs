// The search box while somebody types: an editable combobox with a list, by keyboard, by mouse and by finger; with the
// search service and on a host that only has files.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { faint } from "./contrast.mjs";
import { buildSite, copyDemo, serveBuilt } from "./demo.mjs";
import { clipped, runsOff, small } from "./measure.mjs";
import { servePlain } from "./plain.mjs";
import { axe, eventually, go, launch, open, searchBox, seesHeading } from "./reader.mjs";

let demo, browser, searchd, plain, page;

before(async () => {
  demo = await copyDemo();
  browser = await launch();
  searchd = await serveBuilt(demo, "members");
  plain = await servePlain(join(await buildSite(demo, "members"), "www"));
});
after(async () => {
  await browser?.close();
  await searchd?.stop();
  await plain?.stop();
  await demo?.remove();
});
beforeEach(async () => {
  page = await open(browser);
});
afterEach(() => page.context().close());

const options = () => page.getByRole("listbox", { name: "Suggestions" }).getByRole("option");
const box = () => searchBox(page);

/** Types, and waits for the list that answers it. */
async function typed(text) {
  const answered = page.getByRole("status").filter({ hasText: /suggestions?$/ });
  await answered.evaluateAll((all) => all.forEach((e) => (e.textContent = "")));
  await box().fill(text);
  await answered.waitFor({ state: "attached" });
  assert.ok((await options().count()) > 0, "nothing is suggested");
}

/** The option that the box says is active, as the browser tells a screen reader of it. */
async function active() {
  const id = await box().getAttribute("aria-activedescendant");
  const chosen = await page.locator("[role=option][aria-selected=true]").evaluateAll((all) => all.map((o) => o.id));
  assert.deepEqual(chosen, id === null ? [] : [id], "the option that is marked is the one that the box names");
  return id === null ? -1 : options().evaluateAll((all, id) => all.findIndex((o) => o.id === id), id);
}

async function expanded(is) {
  await eventually(async () => assert.equal(await box().getAttribute("aria-expanded"), String(is)));
  assert.equal(await page.getByRole("listbox", { name: "Suggestions" }).isVisible(), is);
}

for (const [host, site] of [["searchd", () => searchd.url], ["a plain host", () => plain.url]]) {
  test(`by keyboard, on ${host}`, async () => {
    await go(page, site(), "/meetings/tog-29/");
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.name), "q");
    assert.equal(await box().getAttribute("role"), "combobox");
    await expanded(false);
    await typed("tog 28");
    await expanded(true);
    const n = await options().count();
    assert.ok(n > 2 && n <= 8, `${n} suggestions`);
    await page.getByRole("status").filter({ hasText: `${n} suggestions` }).waitFor({ state: "attached" });
    assert.equal(await active(), -1);
    for (const [key, at] of [["ArrowDown", 0], ["ArrowDown", 1], ["ArrowUp", 0], ["ArrowUp", -1], ["ArrowUp", n - 1], ["ArrowDown", -1], ["ArrowDown", 0],
      ["Home", -1], ["ArrowDown", 0], ["End", -1], ["ArrowDown", 0], ["ArrowLeft", -1]]) {
      await page.keyboard.press(key);
      assert.equal(await active(), at, key);
      assert.equal(await page.evaluate(() => document.activeElement.name), "q", "the focus stays in the box");
    }
    assert.equal(await box().inputValue(), "tog 28", "walking through the list types nothing");
    await page.keyboard.press("Escape");
    await expanded(false);
    assert.equal(await box().inputValue(), "tog 28");
    await page.keyboard.press("ArrowDown");
    await expanded(true);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    assert.equal(await box().inputValue(), "");
    await page.keyboard.press("ArrowDown");
    await expanded(false);
    await typed("tog 28/01");
    await page.keyboard.press("Tab");
    await expanded(false);
    await page.keyboard.press("Shift+Tab");
    await typed("tog 28/1");
    await page.keyboard.press("ArrowDown");
    const before = await page.evaluate(() => history.length);
    await page.keyboard.press("Enter");
    await seesHeading(page, "TOG 28/01");
    assert.equal(await page.evaluate(() => history.length), before + 1, "typing leaves nothing in the history");
    await page.goBack();
    await seesHeading(page, "TOG_29, 14 July 2026");
    await expanded(false);
  });

  test(`Enter without a choice searches, on ${host}`, async () => {
    await go(page, site());
    await typed("major");
    await page.keyboard.press("Enter");
    await seesHeading(page, "Search");
    assert.equal(new URL(page.url()).searchParams.get("q"), "major");
  });

  for (const spelt of ["TOG 28/01", "tog2801", "TOG_28_1", "tog 28 01"]) {
    test(`${spelt} is suggested first, on ${host}`, async () => {
      await go(page, site());
      await typed(spelt);
      assert.match(await options().first().innerText(), /^TOG 28\/01: HDC to report[^]*\nAction$/);
    });
  }

  test(`an owner and a standing item are suggested, on ${host}`, async () => {
    await go(page, site());
    await typed("hdc");
    assert.match(await options().first().innerText(), /^HDC\s+Owner$/);
    await typed("major inc");
    assert.match(await options().first().innerText(), /^Major Incident Review, TOG\s+Standing item$/);
  });

  test(`by mouse, on ${host}`, async () => {
    await go(page, site());
    await typed("MP136A");
    await options().filter({ hasText: "Modification" }).first().click();
    await seesHeading(page, "MP136A");
  });
}

test("by finger, on a phone", async () => {
  const phone = await open(browser, { width: 320, height: 640, hasTouch: true, isMobile: true });
  await go(phone, searchd.url, "/meetings/tog-29/");
  await searchBox(phone).tap();
  await searchBox(phone).fill("inc 495518");
  await phone.getByRole("option", { name: /INC000000495518/ }).first().tap();
  await seesHeading(phone, "INC000000495518");
  await phone.context().close();
});

test("an older answer is never shown, and nothing is asked for what is typed over", async () => {
  const asked = [];
  await page.route("**/api/suggest*", async (route) => {
    const q = new URL(route.request().url()).searchParams.get("q");
    asked.push(q);
    const title = `answer to ${q}`;
    await new Promise((later) => setTimeout(later, q === "slow" ? 700 : 10));
    await route.fulfill({ json: [{ id: q, kind: "page", title, url: "/" }] }).catch(() => {});
  });
  await go(page, searchd.url);
  await box().pressSequentially("slow", { delay: 10 });
  await eventually(() => assert.deepEqual(asked, ["slow"]));
  await box().fill("quick");
  assert.equal(await options().count(), 0);
  await eventually(async () => assert.match(await options().first().innerText(), /^answer to quick/));
  await page.waitForTimeout(900);
  assert.match(await options().first().innerText(), /^answer to quick/);
  assert.deepEqual(asked, ["slow", "quick"]);
  await box().fill("answer to quick n"); // what is on show answers this no more
  assert.equal(await options().count(), 0);
  await page.keyboard.press("Enter");
  await seesHeading(page, "Search");
});

test("a service that breaks takes neither the box nor the suggestions away", async () => {
  await page.route("**/api/suggest*", (route) => route.fulfill({ status: 503, body: "<!doctype html>" }));
  await go(page, searchd.url);
  await typed("tog 28/01");
  assert.match(await options().first().innerText(), /^TOG 28\/01/);
  await page.route("**/search/ids/*", (route) => route.abort());
  await page.reload();
  await box().fill("tog 28/02");
  await page.getByRole("status").filter({ hasText: "No suggestions" }).waitFor({ state: "attached" });
  await expanded(false);
  await page.keyboard.press("Enter");
  await seesHeading(page, "Search");
});

test("a plain host is asked once whether it has the service, and for few files", async () => {
  await go(page, plain.url);
  plain.asked.length = 0;
  await typed("major");
  await typed("major inc");
  await typed("tog 28/01");
  assert.equal(plain.asked.filter((p) => p === "/api/suggest").length, 1);
  const files = plain.asked.filter((p) => p.startsWith("/search/ids/"));
  assert.deepEqual(files.toSorted(), [...new Set(files)].toSorted(), "no file is fetched twice");
});

for (const { width, path } of [{ width: 320, path: "/meetings/tog-29/" }, { width: 320, path: "/" }, { width: 1280, path: "/search" }]) {
  test(`the open list is in order at ${width} px on ${path}, light and dark`, async () => {
    await page.setViewportSize({ width, height: 640 });
    await go(page, searchd.url, path);
    await typed("major");
    await page.keyboard.press("ArrowDown");
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      assert.deepEqual([...(await page.evaluate(runsOff)), ...(await page.evaluate(clipped)), ...(await page.evaluate(small)), ...(await page.evaluate(faint))], []);
      assert.deepEqual(await axe(page), []);
    }
    for (const option of await options().all()) assert.ok((await option.boundingBox()).height >= 24);
  });
}

test("print has neither the box nor the list", async () => {
  await go(page, searchd.url, "/search?q=certificate");
  await typed("major");
  await page.emulateMedia({ media: "print" });
  assert.equal(await box().isVisible(), false);
  assert.equal(await page.getByRole("listbox").isVisible(), false);
  assert.ok(await page.locator(".hit").first().isVisible());
});

test("without JavaScript the box is a plain one", async () => {
  const quiet = await open(browser, { js: false });
  await go(quiet, searchd.url);
  assert.equal(await quiet.getByRole("searchbox").count(), 1);
  assert.equal(await quiet.getByRole("combobox").count(), 0);
  await quiet.context().close();
});
