// What readers come for, done with JavaScript off, by what a page shows and nothing else. Where a page gives a count or
// a list, the site's own data says what it must be.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { copyDemo, serveBuilt } from "./demo.mjs";
import { go, hits, launch, open, searchFor, section, sees, seesHeading, spotInView, words } from "./reader.mjs";

let demo, browser, server, site, page;

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
beforeEach(async () => {
  page = await open(browser, { js: false });
  await go(page, site);
});
afterEach(() => page.context().close());

const main = () => page.getByRole("main");
const link = (name, exact = true) => main().getByRole("link", { name, exact }).first();
const data = async (name) => (await fetch(`${site}/data/${name}.json`)).json();

for (const written of ["TOG 28/01", "tog 28 01", "TOG_28/1", "28/01"]) {
  test(`find an action by its id, written ${written}`, async () => {
    await searchFor(page, written);
    await hits(page).first().getByRole("link", { name: /^TOG 28\/01/ }).click();
    await seesHeading(page, "TOG 28/01");
  });
}

test("find an action by its words", async () => {
  await searchFor(page, "who owns the wall");
  const first = hits(page).first();
  assert.match(await first.innerText(), /owns the wall/);
  await first.getByRole("link").click();
  await sees(page, "HDC to say who owns the wall.");
});

test("what a meeting decided", async () => {
  await link("TOG_29").click();
  const row = section(page, "Decisions").getByRole("listitem").filter({ hasText: "the file on INC000000553382 may be closed" });
  assert.match(await row.innerText(), /AGREED/);
  const held = (await data("decisions")).filter((d) => d.meeting === "TOG_29");
  assert.equal(await section(page, "Decisions").getByRole("listitem").count(), held.length);
  await row.getByRole("link", { name: "item 4" }).click();
  assert.match(await spotInView(page), /AGREED that the file on INC000000553382 may be closed/);
});

test("who attended", async () => {
  await link("TOG_29").click();
  await sees(page, /16\spresent \(10\smembers\); 2\sapologies/);
  for (const fold of await main().locator(".people > summary").all()) await fold.click();
  for (const name of ["Helen Ashcombe", "Carys Lundqvist (alternate for Idris Penhallow)", "Fergus Abernethy (HDC operations lead)"]) {
    assert.ok(await main().getByRole("cell", { name }).first().isVisible(), `${name} is not seen`);
  }
});

/** The link to the open actions, with how many the site has. */
const openActions = async () => `${(await data("actions")).filter((a) => a.status === "open").length} open actions`;

const filter = (facet, value) => main().getByRole("navigation", { name: facet, exact: true }).getByRole("link", { name: value });

/** Asserts that the register on show counts and lists these ids and nothing else. */
async function registerShows(ids) {
  assert.ok(ids.length > 0);
  await sees(page, new RegExp(`^${ids.length} actions?[,.]`));
  const shown = await main().getByRole("rowheader").getByRole("link").allInnerTexts();
  assert.deepEqual(shown.toSorted(), ids.toSorted());
}

test("open actions of one owner, by the filters of the register", async () => {
  await link(await openActions()).click();
  await filter("Owner", /^HDC/).click();
  await seesHeading(page, "Actions of HDC: open");
  const owned = (await data("actions")).filter((a) => a.owners.includes("HDC"));
  const open = owned.filter((a) => a.status === "open");
  await registerShows(open.map((a) => a.id));
  await filter("Status", /^Overdue/).click();
  const asOf = (await data("meetings")).map((m) => m.date).toSorted().at(-1);
  await registerShows(open.filter((a) => a.due && a.due < asOf).map((a) => a.id));
  await filter("Status", /^All/).click();
  await sees(page, new RegExp(`^${owned.length} actions,`));
});

test("what an owner owes, and to whom", async () => {
  await link(await openActions()).click();
  await link("TOG 29/02").click();
  await link("HDC").click();
  await seesHeading(page, "HDC");
  const open = (await data("actions")).filter((a) => a.status === "open" && a.owners.includes("HDC"));
  await link(`${open.length} open actions`).waitFor();
  for (const group of new Set(open.map((a) => a.group))) {
    const ours = open.filter((a) => a.group === group).map((a) => a.id);
    const shown = main().getByRole("region").filter({ has: page.getByRole("link", { name: ours[0], exact: true }) });
    assert.deepEqual((await shown.locator("a.id").allInnerTexts()).toSorted(), ours.toSorted());
  }
});

test("an item from meeting to meeting", async () => {
  await page.getByRole("navigation", { name: "Site" }).getByRole("link", { name: "Decisions" }).click();
  await link("Standing items").click();
  await link("Major Incident Review").click();
  await seesHeading(page, "Major Incident Review");
  await link("TOG_27").click();
  assert.match(await spotInView(page), /Major Incident Review/);
});

test("open actions of one group, by the facets of a search", async () => {
  await searchFor(page, "to");
  for (const [facet, value] of [["Kind", /^Actions/], ["Status", /^Open/], ["Group", /^Tidal Operations Group/]]) {
    await main().getByRole("navigation", { name: facet }).getByRole("link", { name: value }).click();
  }
  const open = (await data("actions")).filter((a) => a.status === "open" && a.group === "TOG");
  await allHitsAre(open.map((a) => a.id), /Open$/m);
});

test("open actions of one group, by the form", async () => {
  await link("6 modifications").click();
  await searchFor(page, "HDC");
  await main().getByLabel("Kind", { exact: true }).first().selectOption("Actions");
  await main().getByLabel("Group", { exact: true }).first().selectOption("Tidal Operations Group");
  await main().getByLabel("Status", { exact: true }).first().selectOption("Open");
  await main().getByRole("button", { name: "Search" }).click();
  assert.equal(await main().getByLabel("Status", { exact: true }).first().inputValue(), "open", "the form keeps what was chosen");
  for (const hit of await hits(page).all()) assert.match(await hit.innerText(), /^TOG \d[^]*Action,[^]*Open/);
  assert.ok(await hits(page).count() > 0);
});

/** Asserts that the results, on however many pages, are these ids and nothing else. */
async function allHitsAre(ids, each) {
  const found = [];
  for (;;) {
    for (const hit of await hits(page).all()) {
      const text = await hit.innerText();
      assert.match(text, each);
      found.push(text.split(":")[0]);
    }
    const next = main().getByRole("link", { name: "Next", exact: true });
    if ((await next.count()) === 0) break;
    await next.click();
  }
  assert.ok(ids.length > 0);
  assert.deepEqual(found.toSorted(), ids.toSorted());
}

test("overdue actions", async () => {
  const asOf = (await data("meetings")).map((m) => m.date).toSorted().at(-1);
  const overdue = (await data("actions")).filter((a) => a.status !== "closed" && a.due && a.due < asOf);
  await link(`${overdue.length} of them overdue`).click();
  await seesHeading(page, "Overdue actions");
  await registerShows(overdue.map((a) => a.id));
});

test("all mentions of an incident", async () => {
  await searchFor(page, "495518");
  await hits(page).first().getByRole("link", { name: "INC000000495518" }).click();
  await seesHeading(page, "INC000000495518");
  const { mentions } = (await data("incidents")).find((i) => i.id === "INC000000495518");
  const shown = section(page, "Where it is mentioned");
  assert.equal(await shown.locator("q").count(), mentions.length);
  const places = await shown.getByRole("link", { name: /item/ }).evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  assert.deepEqual([...new Set(places)].toSorted(), [...new Set(mentions.map((m) => m.url))].toSorted());
  for (const place of places) {
    await go(page, site, place);
    assert.match(await spotInView(page), /INC000000495518/);
  }
});

test("the modification behind an old number", async () => {
  await searchFor(page, "TGCMP0136A");
  await hits(page).first().getByRole("link", { name: /MP136A/ }).click();
  await seesHeading(page, "MP136A");
  await sees(page, "TGCMP0136A");
  await link("MP136").click();
  await seesHeading(page, "MP136");
});

test("the previous meeting", async () => {
  await link("TOG_29").click();
  await main().getByRole("navigation", { name: "Neighbouring meetings" }).getByRole("link", { name: /Previous TOG_28/ }).click();
  await seesHeading(page, "TOG_28, 12 May 2026");
  await main().getByRole("navigation", { name: "Neighbouring meetings" }).getByRole("link", { name: /Next TOG_29/ }).click();
  await seesHeading(page, "TOG_29, 14 July 2026");
});

test("a link to one paragraph", async () => {
  await link("TOG_29").click();
  const paragraph = main().getByRole("paragraph").filter({ hasText: "Thirty-eight were exchanged in the week" }).last();
  await paragraph.hover();
  const mark = paragraph.getByRole("link", { name: "Link to this paragraph" });
  await mark.click();
  const address = page.url();
  const other = await open(browser, { js: false });
  await other.goto(address);
  assert.match(await spotInView(other), /^Leo Hartnoll reported on the first forty units at Portwen/);
  await other.context().close();
});

test("the register as CSV", async () => {
  await link(await openActions()).click();
  await filter("Status", `All (${(await data("actions")).length})`).click();
  const [download] = await Promise.all([page.waitForEvent("download"), link(/CSV/i).click()]);
  const lines = (await readFile(await download.path(), "utf8")).trim().split(/\r?\n(?=[A-Z]{3,4} \d)/);
  assert.match(lines[0], /^\uFEFF?id,group,meeting,/);
  assert.equal(lines.length - 1, (await data("actions")).length);
});

test("the calendar of a group", async () => {
  await link("Tidal Operations Group").click();
  const address = await link("calendar").getAttribute("href");
  const answer = await fetch(new URL(address, site));
  assert.match(answer.headers.get("content-type"), /^text\/calendar/);
  const calendar = (await answer.text()).replaceAll("\r\n ", "");
  const held = (await data("meetings")).filter((m) => m.group === "TOG");
  for (const m of held) assert.ok(calendar.includes(`DTSTART:${m.date.replaceAll("-", "")}T`), `${m.id} is missing`);
  assert.match(calendar, /STATUS:TENTATIVE/);
});

test("the feed of an owner", async () => {
  await link(await openActions()).click();
  await link("HDC").click();
  await seesHeading(page, "HDC");
  const answer = await fetch(new URL(await link("feed").getAttribute("href"), site));
  assert.match(answer.headers.get("content-type"), /^application\/atom\+xml/);
  const entries = (await answer.text()).match(/<title[^>]*>[^<]*<\/title>/g).slice(1);
  const newest = (await data("actions")).filter((a) => a.owners.includes("HDC")).map((a) => a.raised).toSorted().at(-1);
  const raised = (await data("actions")).filter((a) => a.owners.includes("HDC") && a.raised === newest);
  for (const a of raised) assert.ok(entries.some((e) => e.includes(a.id)), `${a.id} is missing in ${entries.slice(0, 8)}`);
});

test("what a meeting changed", async () => {
  await link("TOG_29").click();
  await link(/What changed/, false).click();
  await seesHeading(page, "What changed at TOG_29");
  const closed = (await data("actions")).filter((a) => a.updates.some((u) => u.meeting === "TOG_29" && u.status === "closed"));
  const shown = section(page, "Actions closed").locator("a.id");
  assert.deepEqual((await shown.allInnerTexts()).toSorted(), closed.map((a) => a.id).toSorted());
});

test("what an abbreviation means", async () => {
  await page.getByRole("navigation", { name: "Site" }).getByRole("link", { name: "Glossary" }).click();
  await sees(page, "Fixed-Width Record");
  const row = main().locator("dl > div").filter({ hasText: "FWR" });
  await row.getByRole("link").first().click();
  assert.match(await spotInView(page), /Fixed-Width Record \(FWR\)/);
});

test("who may read this page", async () => {
  const levels = { "/meetings/tog-29/": "Clear May be read by anyone.", "/meetings/tog-24/": "Amber May be read by members of the group" };
  for (const [path, words_] of Object.entries(levels)) {
    await go(page, site, path);
    const band = main().getByRole("paragraph").first();
    assert.ok(words(await band.innerText()).startsWith(words_), await band.innerText());
  }
});
