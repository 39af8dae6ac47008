// A page on paper: each sheet says what it is of and who may read it, and the minutes lose no word.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { copyDemo, serveBuilt } from "./demo.mjs";
import { compared, printed, record } from "./paper.mjs";
import { go, launch, open } from "./reader.mjs";

const site = "Tidal Grid Code minutes";
let demo, browser, server, page;

before(async () => {
  demo = await copyDemo();
  [browser, server] = await Promise.all([launch(), serveBuilt(demo, "members")]);
  page = await open(browser);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  await demo?.remove();
});

const meetings = {
  "/meetings/tog-29/": ["TOG_29, 14 July 2026", "Clear"],
  "/meetings/tog-21/": ["TOG_21, 8 October 2024", "Clear"],
  "/meetings/srp-10x/": ["SRP_10x, 25 March 2026", "Amber"],
  "/meetings/tasc-12/": ["TASC_12, 7 November 2024", "Clear"],
};
for (const [path, [title, level]] of Object.entries(meetings)) {
  test(`${title} loses no word on paper, and each sheet says what it is`, async (t) => {
    await go(page, server.url, path);
    const sheets = await printed(page);
    holds(sheets, `${title} – ${site}`, level);
    const { parts, again } = compared(await page.evaluate(record), sheets);
    assert.equal(parts, undefined);
    t.diagnostic(`${sheets.length} sheets, heads of tables repeated ${again} times`);
  });
}

test("each sheet of a register says what it is", async () => {
  await go(page, server.url, "/actions/");
    holds(await printed(page), await page.title(), "Amber");
});

test("the home page, a plain page and a page that is not there say what they are", async () => {
  for (const path of ["/", "/about/", "/nothing/"]) {
    await go(page, server.url, path);
    const head = await page.title();
    for (const { margins } of await printed(page)) assert.ok(margins.includes(head), `${path}: ${margins}`);
  }
});

test("paper has no navigation, no fields and no buttons", async () => {
  await go(page, server.url, "/meetings/tog-29/");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("nav, input, button, .skip, .mark").filter({ visible: true }).count(), 0);
  await page.emulateMedia({ media: null });
});

function holds(sheets, head, level) {
  assert.ok(sheets.length > 1, `${sheets.length} sheets`);
  for (const [i, { margins }] of sheets.entries()) assert.deepEqual([...margins].sort(), [head, level, `${i + 1} / ${sheets.length}`].sort());
}

// The comparison would pass if it found no difference anywhere.
test("a word that is lost on paper is found", async () => {
  await go(page, server.url, "/meetings/tog-29/");
  const before = await page.evaluate(record);
  await page.evaluate(() => document.querySelector(".minutes p.decision, .minutes .decision").remove());
  assert.match(compared(before, await printed(page)).parts ?? "", /sheet \d/);
});
