// A stakeholder's walk through the demo: from the home page to a meeting, one of its actions, the incident behind it,
// the paragraph that tells of it, the search, and all the way back; on both servers, with and without JavaScript.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { copyDemo, serve, serveBuilt } from "./demo.mjs";
import { back, eventually, go, hits, launch, open, searchFor, section, sees, seesHeading, spotInView } from "./reader.mjs";

let demo, browser, live, built;

before(async () => {
  demo = await copyDemo();
  [browser, live, built] = await Promise.all([launch(), serve(demo.archive), serveBuilt(demo, "members")]);
});
after(async () => {
  await browser?.close();
  assert.equal(await live?.stop(), 0, "serve ends well when it is told to");
  assert.equal(await built?.stop(), 0, "searchd ends well when it is told to");
  await demo?.remove();
});

const servers = { "minutebook serve": () => live.sites.members, searchd: () => built.url };
for (const [server, address] of Object.entries(servers)) {
  for (const js of [true, false]) {
    test(`the walk on ${server}, JavaScript ${js ? "on" : "off"}`, async () => {
      const page = await open(browser, { js });
      await walk(page, address());
      assert.deepEqual(page.complaints, []);
      await page.context().close();
    });
  }
}

async function walk(page, site) {
  const home = "Tidal Grid Code minutes";
  await go(page, site);
  await seesHeading(page, home);
  await sees(page, /^\d+ open actions/);

  await section(page, "Latest meetings").getByRole("link", { name: "TOG_29" }).click();
  const meeting = "TOG_29, 14 July 2026";
  await seesHeading(page, meeting);
  await sees(page, "10:00 to 13:20; Custom House, Portwen, and by video link");

  await section(page, "Actions reported on").getByRole("link", { name: "TOG 28/01" }).click();
  const action = "TOG 28/01";
  await seesHeading(page, action);
  await sees(page, /^Closed on 14\sJuly\s2026/);
  await sees(page, "HDC to report what let the second copies of 28 April through the gateway");

  await page.getByRole("main").getByRole("link", { name: "INC000000553382" }).first().click();
  const incident = "INC000000553382";
  await seesHeading(page, incident);
  await sees(page, /^Incident INC000000553382 and Incident INC000000495518 have a cause in common/);

  await toTheParagraph(page);
  await intoTheTextAndBack(page, meeting);
  await searchBetween(page, action);
  await back(page, "Search");
  assert.ok(await hits(page).first().getByRole("link").isVisible(), "Back brings the results again");
  for (const heading of [meeting, incident, action, meeting, home]) await back(page, heading);
}

/** From the incident to the place in the minutes that names both incidents. */
async function toTheParagraph(page) {
  const sentence = "Incident INC000000553382 and Incident INC000000495518 have a cause in common";
  const mention = section(page, "Where it is mentioned").locator("li").filter({ has: page.locator("q", { hasText: sentence }) }).last();
  await mention.getByRole("link", { name: "item 4" }).click();
  await seesHeading(page, "TOG_29, 14 July 2026");
  assert.ok((await spotInView(page)).includes(sentence), "the address leads to the sentence");
}

/** From the paragraph to the other incident that it names, and back to the same lines of the page. */
async function intoTheTextAndBack(page, meeting) {
  const before = await page.evaluate("scrollY");
  const paragraph = await spotInView(page);
  await page.locator(":target").getByRole("link", { name: "INC000000495518" }).click();
  await seesHeading(page, "INC000000495518");
  await back(page, meeting);
  assert.equal(await spotInView(page), paragraph);
  await eventually(async () => assert.ok(Math.abs((await page.evaluate("scrollY")) - before) < 40, "Back returns to the lines that were read"));
}

/** From the meeting, by the box in the page's head, to the action that was searched for. */
async function searchBetween(page, action) {
  await searchFor(page, action);
  const first = hits(page).first();
  assert.match(await first.innerText(), /^TOG 28\/01[^]*Action, 12 May 2026, TOG_28, Monthly Service Report – March 2026, HDC Closed/);
  await first.getByRole("link").click();
  await seesHeading(page, action);
}
