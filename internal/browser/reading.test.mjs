// Reading a meeting's minutes: what only a browser can tell. Notes lead to their places and back, also into what is folded;
// the agenda follows; a source's long lines keep their numbers.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { copyDemo, serveBuilt } from "./demo.mjs";
import { go, launch, open } from "./reader.mjs";

const meeting = "/meetings/tog-27/";
let demo, browser, server;

before(async () => {
  demo = await copyDemo();
  [browser, server] = await Promise.all([launch(), serveBuilt(demo, "members")]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  await demo?.remove();
});

const inView = (place) => place.evaluate((e) => {
  const r = e.getBoundingClientRect();
  return r.height > 0 && r.top >= 0 && r.bottom <= innerHeight;
});

for (const js of [true, false]) {
  test(`a mark in the text leads to what was done there, and back, with JavaScript ${js ? "on" : "off"}`, async () => {
    const page = await open(browser, { js, width: 320 });
    await go(page, server.url, meeting);
    const mark = page.getByRole("link", { name: "Note 3: repaired or in doubt" });
    await mark.click();
    const note = page.locator("#_note3");
    assert.ok(await inView(note), "the note is not in view");
    assert.match(await note.innerText(), /^item 5\.1: The heading names one incident/);
    await note.getByRole("link", { name: "item 5.1" }).click();
    assert.ok(await inView(mark), "the place is not in view");
    assert.deepEqual(page.complaints, []);
  });
}

test("a note opens the fold that its place is in", async () => {
  const page = await open(browser);
  await go(page, server.url, meeting);
  const people = page.locator("details.people");
  assert.equal(await people.evaluate((d) => d.open), false);
  assert.equal(await people.locator("summary").innerText(), "Attendees: 21\u00a0present (11\u00a0members)");
  await page.locator("#_note1").getByRole("link", { name: "before the agenda" }).click();
  assert.equal(await people.evaluate((d) => d.open), true);
  assert.ok(await inView(page.locator("#_n1")));
});

test("a mark is seen as a number, and copied with no word of the minutes", async () => {
  const page = await open(browser);
  await go(page, server.url, meeting);
  const mark = page.locator("#_n4");
  assert.equal(await mark.evaluate((e) => getComputedStyle(e, "::before").content), '"[4]"');
  assert.equal(await mark.locator("..").evaluate((p) => /\[|note/i.test(p.textContent)), false);
});

test("long lines of a source wrap beside their number, and findings stay beside them, at 320 pixels", async () => {
  const page = await open(browser, { width: 320 });
  await go(page, server.url, `${meeting}source/`);
  const lines = await page.locator(".source > li").evaluateAll((all) => all.map((li) => {
    const [no, pre] = [li.querySelector(".no").getBoundingClientRect(), li.querySelector("pre").getBoundingClientRect()];
    return { beside: Math.abs(no.top - pre.top) < 3 && no.right <= pre.left, tall: pre.height > 2 * no.height, out: pre.right > innerWidth };
  }));
  assert.ok(lines.some((l) => l.tall), "no line is long: this test holds nothing");
  assert.deepEqual(lines.filter((l) => !l.beside || l.out), []);
  for (const finding of await page.locator(".finding").all())
    assert.ok(await finding.evaluate((e) => e.getBoundingClientRect().right <= innerWidth && e.getBoundingClientRect().width > 200));
});
