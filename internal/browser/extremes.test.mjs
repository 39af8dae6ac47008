// What hardly ever stands in minutes is read like anything else: no page runs off the side at 320 px, is a fault to axe or not
// valid, and nothing of it is lost, on the screen and on paper.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { faint } from "./contrast.mjs";
import { serveBuilt } from "./demo.mjs";
import * as extreme from "./extremes.mjs";
import { broken, clipped, inTheWay, runsOff, small } from "./measure.mjs";
import { compared, printed, record } from "./paper.mjs";
import { axe, byKeyboard, go, launch, measured, open, shifts, unexpected, unfold, watchShifts, words } from "./reader.mjs";
import { faults, save } from "./validity.mjs";

let browser, page, archives, servers, folder;

before(async () => {
  [browser, ...archives] = await Promise.all([launch(), extreme.writeExtremes(), extreme.writeBare()]);
  servers = await Promise.all(archives.map((a) => serveBuilt(a, "public")));
  page = await open(browser);
  await watchShifts(page);
  await mkdir((folder = join(archives[0].folder, "pages")));
});
after(async () => {
  await browser?.close();
  await Promise.all((servers ?? []).map((s) => s.stop()));
  await Promise.all((archives ?? []).map((a) => a.remove()));
});

const slug = (id) => id.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
const query = encodeURIComponent;

/** What is too much, the page that shows it, and texts that must be read there; of the second archive where it says bare. */
const pages = [
  ["a title of 300 characters, text from right to left, long ids, cells and words", "/meetings/ext-1/",
    [extreme.itemTitle, extreme.hebrew, extreme.arabic, extreme.actionId, extreme.noticeId, ...extreme.people, ...extreme.cells, "Column 13", "The plan of the quay, with the gate marked"]],
  ["their source", "/meetings/ext-1/source/", [extreme.itemTitle, extreme.hebrew, extreme.actionId]],
  ["what that meeting changed", "/meetings/ext-1/changes/", [extreme.actionId]],
  ["an id of 80 characters", `/actions/${slug(extreme.actionId)}/`, [extreme.actionId]],
  ["another", `/notices/${slug(extreme.noticeId)}/`, [extreme.noticeId]],
  ["their register", "/notices/", [extreme.noticeId]],
  ["a search for it", `/search?q=${query(extreme.actionId)}`, [extreme.actionId]],
  ["a search for a word from right to left", `/search?q=${query(extreme.hebrew.split(" ")[0])}`, []],
  ["an agenda of 40 items", "/meetings/ext-2/", extreme.agenda],
  ["a meeting of 30,000 words", "/meetings/ext-3/", [extreme.prose(110, 1000), extreme.prose(110, 1297)]],
  ["a meeting without items", "/meetings/ext-4/", ["10:00 – 12:00"]],
  ["a plain page with a title of 300 characters", "/about/", [extreme.pageTitle, extreme.prose(80, 9)]],
  ["a register of 20,000 rows", "/decisions/", ["20,0"]],
  ["a year of it", "/decisions/year/2019/", []],
  ["an owner of 30 actions", "/actions/", [extreme.actionId]],
  ["the home page over all of it", "/", []],
  ["a site's title of 300 characters", "/", [extreme.siteTitle], "bare"],
  ["registers without a row", "/actions/", [], "bare"],
  ["a view without a row", "/actions/overdue/", [], "bare"],
  ["no incident", "/incidents/", [], "bare"],
  ["no decision", "/decisions/", [], "bare"],
  ["no owner", "/owners/", [], "bare"],
  ["no term", "/glossary/", [], "bare"],
  ["nothing to plot", "/plots/", [], "bare"],
  ["nothing that changed", "/changes/", [], "bare"],
  ["a group of one meeting", "/groups/nil/", [], "bare"],
  ["a meeting of which only the head was written", "/meetings/nil-1/", ["10:00 – 12:00"], "bare"],
];

for (const [what, path, texts, bare] of pages) {
  test(`${what}: ${bare ?? ""}${path.slice(0, 40)}`, async () => {
    page.complaints.length = 0;
    const answer = await go(page, servers[bare ? 1 : 0].url, path);
    assert.equal(answer.status(), 200);
    await save(folder, (bare ?? "") + path.slice(0, 60), answer, page);
    const found = [...(await shifts(page)), ...(await byKeyboard(page))];
    await unfold(page);
    const read = words(await page.locator("body").innerText());
    for (const text of texts) assert.ok(read.includes(words(text)), `not read: ${text.slice(0, 80)}`);
    for (const width of [320, 768, 1280]) found.push(...(await at(width)).map((f) => `at ${width} px: ${f}`));
    assert.equal([...found, ...unexpected(page, 200)].join("\n"), "");
    if (!path.startsWith("/meetings/")) assert.ok((await answer.body()).length < 50_000);
  });
}

async function at(width) {
  await page.setViewportSize({ width, height: 800 });
  const found = await measured(page, runsOff, clipped, small, broken, inTheWay);
  if (width === 768) return found;
  found.push(...(await axe(page)), ...(await measured(page, faint)));
  await page.emulateMedia({ colorScheme: "dark" });
  found.push(...(await measured(page, faint)).map((f) => `dark: ${f}`));
  await page.emulateMedia({ colorScheme: "light" });
  return found;
}

test("all of these pages are valid", async () => {
  assert.equal((await faults(folder)).slice(0, 20).join("\n"), "");
});

for (const path of ["/meetings/ext-1/", "/meetings/ext-3/"]) {
  test(`on paper ${path} loses no word`, async (t) => {
    await go(page, servers[0].url, path);
    const sheets = await printed(page);
    const of = await page.evaluate(record);
    const { parts, again } = compared(of, sheets);
    assert.equal(parts, undefined);
    assert.ok(again > 0, "no head of a table stands again on a further sheet");
    const paper = sheets.map((s) => s.text + s.written).join("").replaceAll(/\s/g, "");
    for (const link of of.links) assert.ok(paper.includes(`(${link})`), `not written out: ${link}`);
    t.diagnostic(`${sheets.length} sheets, heads of tables repeated ${again} times`);
  });
}
