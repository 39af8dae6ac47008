// How each kind of page looks: at three widths, light and dark, nothing runs off the side, is cut off, hard to read, moves by
// itself or is a fault to axe, and the browser has nothing to complain of; by keyboard, the reader always sees where the focus is.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { faint } from "./contrast.mjs";
import { copyDemo, serveBuilt } from "./demo.mjs";
import { kinds } from "./kinds.mjs";
import { broken, clipped, inTheWay, rooms, runsOff, small } from "./measure.mjs";
import { axe, byKeyboard, colourRules, go, launch, measured, open, seesHeading, shifts, unexpected, unfold, watchShifts, words } from "./reader.mjs";

const widths = [320, 768, 1280];
const schemes = ["dark", "light"];
let demo, browser, server, page;

before(async () => {
  demo = await copyDemo();
  [browser, server] = await Promise.all([launch(), serveBuilt(demo, "members")]);
  page = await open(browser);
  await watchShifts(page);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  await demo?.remove();
});

for (const { name, path, heading, status = 200 } of kinds) {
  test(`${name} at every width, light and dark, by keyboard`, async () => {
    page.complaints.length = 0;
    const answer = await go(page, server.url, path);
    assert.equal(answer.status(), status);
    await seesHeading(page, heading);
    const faults = [...(await shifts(page)), ...(await byKeyboard(page))];
    await unfold(page);
    faults.push(...(await atEveryWidth()));
    assert.deepEqual([...faults, ...unexpected(page, status)], []);
  });
}

async function atEveryWidth() {
  const faults = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    const found = [...(await measured(page, runsOff, clipped, small, broken, inTheWay)), ...(await axe(page))];
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      found.push(...(await inColour(page, colorScheme)));
    }
    faults.push(...found.map((f) => `at ${width} px: ${f}`));
  }
  return faults;
}

/** All of axe's rules are asked while the page is light. */
async function inColour(page, scheme) {
  const found = [...(await measured(page, faint)), ...(scheme === "light" ? [] : await axe(page, colourRules))];
  return found.map((f) => `${scheme}: ${f}`);
}

test("the bar beside a stricter part touches neither its words nor the bar of an action in it", async () => {
  await go(page, server.url, "/meetings/srp-10x/");
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    const parts = await page.locator(".minutes .portion").evaluateAll(rooms);
    assert.ok(parts.length >= 8, `${parts.length} parts`);
    assert.deepEqual(parts.filter((p) => p.room < 7), [], `at ${width} px`);
  }
});

test("the minutes read the same with and without JavaScript", async () => {
  const read = async (js) => {
    const page = await open(browser, { js });
    await go(page, server.url, "/meetings/tog-29/");
    const text = words(await page.locator(".minutes").innerText());
    await page.context().close();
    return text;
  };
  const without = await read(false);
  assert.ok(without.length > 4000);
  assert.equal(await read(true), without);
});

test("on a phone a register's filters are folded, say what is chosen, and leave its first row in view", async () => {
  const page = await open(browser, { js: false, width: 320, height: 640 });
  await go(page, server.url, "/actions/owner/hdc/open/");
  const all = page.getByRole("main").getByRole("link", { name: "All (53)" });
  assert.equal(await all.isVisible(), false);
  const row = await page.getByRole("table").locator("tbody tr").first().boundingBox();
  assert.ok(row.y < 640, `the first row is ${row.y} px down`);
  await page.getByText("Filters and data", { exact: true }).click();
  await all.click();
  await seesHeading(page, "Actions of HDC");
  await page.context().close();
});
