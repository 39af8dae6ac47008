// What readers come for (tasks.test.mjs), by keyboard alone: no mouse, and no more stops than somebody would bear. With
// JavaScript and without it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { copyDemo, serveBuilt } from "./demo.mjs";
import { enter, follow, tabInto, tabTo, typeSearch } from "./keys.mjs";
import { eventually, go, hits, launch, open, sees, seesHeading, spotInView, words } from "./reader.mjs";

let demo, browser, server, site;

before(async () => {
  demo = await copyDemo();
  [browser, server] = await Promise.all([launch(), serveBuilt(demo, "members")]);
  site = server.url;
});
after(async () => {
  await browser?.close();
  await server?.stop();
  await demo?.remove();
});

const data = async (name) => (await fetch(`${site}/data/${name}.json`)).json();

/** A task from the home page, done with JavaScript and without it. */
function task(name, does) {
  for (const js of [true, false]) {
    test(`${name}, with JavaScript ${js ? "on" : "off"}`, async (t) => {
      const page = await open(browser, { js });
      try {
        await go(page, site);
        await does(page);
        t.diagnostic(`${page.stops ?? 0} stops`);
        assert.deepEqual(page.complaints, []);
      } finally {
        await page.context().close();
      }
    });
  }
}

task("find an action by its id", async (page) => {
  await typeSearch(page, "TOG 28/01");
  await follow(page, /TOG 28\/01/, 20);
  await seesHeading(page, "TOG 28/01");
});

task("find an action by its words", async (page) => {
  await typeSearch(page, "who owns the wall");
  assert.match(await hits(page).first().innerText(), /owns the wall/);
  await follow(page, /owns the wall|TOG 29\/02/, 20);
  await sees(page, "HDC to say who owns the wall.");
});

task("what a meeting decided", async (page) => {
  await follow(page, "TOG_29");
  await seesHeading(page, "TOG_29, 14 July 2026");
  await sees(page, "the file on INC000000553382 may be closed");
  await follow(page, "item 4", 20);
  assert.match(await spotInView(page), /AGREED that the file on INC000000553382 may be closed/);
});

task("who attended", async (page) => {
  await follow(page, "TOG_29");
  await sees(page, /16\spresent \(10\smembers\); 2\sapologies/);
  await follow(page, "Skip to the minutes", 12);
  await tabTo(page, /Attend/, 15);
  await page.keyboard.press("Space");
  await sees(page, "Helen Ashcombe");
});

task("open actions of one owner", async (page) => {
  await follow(page, /^\d+ open actions$/);
  await follow(page, /^HDC \(?\d+\)?$/);
  await seesHeading(page, "Actions of HDC: open");
  const open = (await data("actions")).filter((a) => a.status === "open" && a.owners.includes("HDC"));
  await sees(page, new RegExp(`^${open.length} actions?[,.]`));
});

task("overdue actions", async (page) => {
  await follow(page, /overdue$/);
  await seesHeading(page, "Overdue actions");
});

task("all mentions of an incident", async (page) => {
  await typeSearch(page, "495518");
  await follow(page, /INC000000495518/, 20);
  await seesHeading(page, "INC000000495518");
  await follow(page, /item \d/);
  assert.match(await spotInView(page), /INC000000495518/);
});

task("the modification behind an old number", async (page) => {
  await typeSearch(page, "TGCMP0136A");
  await follow(page, /MP136A/, 20);
  await seesHeading(page, "MP136A");
  await sees(page, "TGCMP0136A");
});

task("the previous meeting", async (page) => {
  await follow(page, "TOG_29");
  await seesHeading(page, "TOG_29, 14 July 2026");
  await follow(page, /Previous TOG_28/, 10);
  await seesHeading(page, "TOG_28, 12 May 2026");
});

task("a link to one paragraph", async (page) => {
  await follow(page, "TOG_29");
  await seesHeading(page, "TOG_29, 14 July 2026");
  await follow(page, /^3 Shore Unit/, 60); // by the agenda
  await tabTo(page, /Link to this paragraph/, 10);
  await enter(page);
  await eventually(async () => assert.notEqual(await spotInView(page), ""));
  const other = await open(browser, { js: false });
  await other.goto(page.url());
  assert.notEqual(await spotInView(other), "");
  await other.context().close();
});

task("the register as CSV", async (page) => {
  await follow(page, /^\d+ open actions$/);
  await tabInto(page, /CSV/i, 60);
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  assert.match(await readFile(await download.path(), "utf8"), /^\uFEFF?id,/);
});

task("the calendar of a group", async (page) => {
  await follow(page, "Tidal Operations Group");
  await seesHeading(page, "Tidal Operations Group");
  await tabInto(page, "calendar", 60);
  const answer = await fetch(new URL(await page.evaluate(() => document.activeElement.getAttribute("href")), site));
  assert.match(answer.headers.get("content-type"), /^text\/calendar/);
});

task("the feed of an owner", async (page) => {
  await follow(page, /^\d+ open actions$/);
  await follow(page, "HDC", 90);
  await seesHeading(page, "HDC");
  await tabInto(page, "feed", 60);
  const answer = await fetch(new URL(await page.evaluate(() => document.activeElement.getAttribute("href")), site));
  assert.match(answer.headers.get("content-type"), /^application\/atom\+xml/);
});

task("what an abbreviation means", async (page) => {
  await tabTo(page, "Glossary", 15);
  await enter(page);
  await seesHeading(page, "Glossary");
  await sees(page, "Fixed-Width Record");
});

task("who may read this page", async (page) => {
  await follow(page, "TOG_29");
  await seesHeading(page, "TOG_29, 14 July 2026");
  assert.match(words(await page.getByRole("main").getByRole("paragraph").first().innerText()), /^Clear May be read by anyone\./);
});
