// What a stakeholder finds with what they have, on the results page of the search service and on a host that only has files.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { faint } from "./contrast.mjs";
import { buildSite, copyDemo, repository, serveBuilt } from "./demo.mjs";
import { clipped, runsOff, small } from "./measure.mjs";
import { servePlain } from "./plain.mjs";
import { axe, eventually, go, hits, launch, open, searchBox, searchFor, seesHeading } from "./reader.mjs";

let demo, browser, searchd, www, hosts;

before(async () => {
  demo = await copyDemo();
  browser = await launch();
  searchd = await serveBuilt(demo, "members");
  www = join(await buildSite(demo, "members"), "www");
  hosts = { searchd, plain: await servePlain(www) };
});
after(async () => {
  await browser?.close();
  await hosts?.plain.stop();
  await searchd?.stop();
  await demo?.remove();
});

/** A test with a page of its own. */
function reads(name, options, does) {
  if (!does) [options, does] = [{}, options];
  test(name, async () => {
    const page = await open(browser, options);
    try {
      await does(page, page.getByRole("main"));
    } finally {
      await page.context().close();
    }
  });
}
const data = async (name) => JSON.parse(await readFile(join(www, "data", `${name}.json`), "utf8"));
const main = (page) => page.getByRole("main");

// Ids by what people have: the first result of all is its page. Without JavaScript on searchd, with it on a plain host.
const ids = [["MP136A", /MP136A/], ["TGCMP0136A", /MP136A/], ["inc 553382", /INC000000553382/], ["553382", /INC000000553382/], ["TOG_28", /TOG_28\b/],
  ["28/01", /TOG 28\/01/], ["tog 28/1", /TOG 28\/01/], ["TOG2801", /TOG 28\/01/]];
for (const [host, js] of [["searchd", false], ["plain", true]]) {
  for (const [typed, title] of ids) {
    reads(`${typed} leads to its page, on ${host}`, { js }, async (page) => {
      await go(page, hosts[host].url);
      await searchFor(page, typed);
      const first = main(page).locator(".offer, .hit").first().getByRole("link").first();
      assert.match(await first.innerText(), title);
      await first.click();
      await eventually(async () => assert.match(await page.getByRole("heading", { level: 1 }).innerText(), title));
    });
  }

  reads(`words with a filter, on ${host}`, { js }, async (page) => {
    await go(page, hosts[host].url, "/search");
    await main(page).getByLabel("Kind", { exact: true }).first().selectOption("Actions");
    await main(page).getByLabel("Status", { exact: true }).first().selectOption("Closed");
    await searchBox(main(page)).fill("gateway");
    await main(page).getByRole("button", { name: "Search" }).click();
    await hits(page).first().waitFor();
    const closed = new Set((await data("actions")).filter((a) => a.status === "closed").map((a) => a.id));
    for (const hit of await hits(page).all()) {
      const text = await hit.innerText();
      assert.ok(closed.has(text.split(":")[0]), text);
      assert.match(text, /Closed/);
    }
    assert.equal(await main(page).getByLabel("Kind", { exact: true }).first().inputValue(), "action", "the form keeps what was chosen");
    assert.equal(await searchBox(main(page)).inputValue(), "gateway");
  });

  reads(`words with qualifiers, on ${host}`, { js }, async (page) => {
    await go(page, hosts[host].url, "/search?q=owner:hdc%20status:open");
    const open = (await data("actions")).filter((a) => a.status === "open" && a.owners.includes("HDC"));
    await hits(page).first().waitFor();
    assert.match(await main(page).getByRole("heading", { level: 2 }).first().innerText(), new RegExp(`\\b${open.length}\\b`));
    for (const text of await hits(page).allInnerTexts()) assert.ok(open.some((a) => text.startsWith(a.id + ":")), text);
  });

  reads(`nothing found says what to do, on ${host}`, { js }, async (page) => {
    await go(page, hosts[host].url);
    await searchFor(page, "zzyzx");
    await main(page).getByText(/^Nothing found/).first().waitFor();
    assert.ok(await main(page).getByRole("link", { name: "Actions", exact: true }).first().isVisible(), "the registers are linked");
  });

  reads(`Back shows the results and the lines that were read, on ${host}`, { js: true, height: 500 }, async (page) => {
    await go(page, hosts[host].url);
    await searchFor(page, "tog");
    await hits(page).nth(12).getByRole("link").scrollIntoViewIfNeeded();
    const read = await hits(page).nth(12).innerText(), y = await page.evaluate("scrollY");
    assert.ok(y > 300);
    await hits(page).nth(12).getByRole("link").first().click();
    await eventually(() => assert.ok(!page.url().includes("/search")));
    await page.goBack();
    await seesHeading(page, "Search");
    await eventually(async () => assert.equal(await hits(page).nth(12).innerText(), read));
    assert.equal(await searchBox(main(page)).inputValue(), "tog");
    await eventually(async () => assert.ok(Math.abs((await page.evaluate("scrollY")) - y) < 60, `${await page.evaluate("scrollY")}, was ${y}`));
  });

  for (const path of ["/search?q=tog%2028%2F01", "/search?q=gateway&kind=action", "/search?q=zzyzx", "/search?q=tog&by=meeting", "/search"]) {
    reads(`${path} is in order at every width, light and dark, on ${host}`, { js: true }, async (page) => {
      await go(page, hosts[host].url, path);
      await page.waitForLoadState("networkidle");
      for (const details of await page.locator("main details.help").all()) await details.evaluate((d) => (d.open = true));
      for (const width of [320, 768, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        for (const colorScheme of ["light", "dark"]) {
          await page.emulateMedia({ colorScheme });
          const faults = [...(await page.evaluate(runsOff)), ...(await page.evaluate(clipped)), ...(await page.evaluate(small)), ...(await page.evaluate(faint))];
          assert.deepEqual(faults, [], `${width} px, ${colorScheme}`);
        }
      }
      assert.deepEqual(await axe(page), []);
    });
  }
}

reads("a facet goes on and off by one click each, and each state has an address", { js: false }, async (page) => {
  await go(page, searchd.url);
  await searchFor(page, "incident");
  const total = await main(page).getByRole("heading", { level: 2 }).first().innerText();
  const action = main(page).getByRole("navigation", { name: "Kind" }).getByRole("link", { name: /^Actions/ });
  const count = (await action.innerText()).match(/\d+$/)[0];
  await action.click();
  assert.equal(new URL(page.url()).searchParams.get("kind"), "action");
  assert.match(await main(page).getByRole("heading", { level: 2 }).first().innerText(), new RegExp(`^${count} results?$`));
  await action.click();
  assert.equal(new URL(page.url()).searchParams.get("kind"), null);
  assert.equal(await main(page).getByRole("heading", { level: 2 }).first().innerText(), total);
});

reads("results stand by meeting, and one by one again", { js: false }, async (page) => {
  await go(page, searchd.url, "/search?q=gateway&by=meeting");
  const groups = main(page).locator(".hit-group");
  const heads = await groups.getByRole("heading", { level: 3 }).allInnerTexts();
  assert.ok(heads.length > 3 && new Set(heads).size === heads.length, String(heads));
  assert.ok((await groups.first().locator(".hit").count()) <= 3);
  await main(page).getByRole("link", { name: "As one list" }).click();
  assert.equal(await groups.count(), 0);
  assert.ok((await hits(page).count()) > 3);
});

reads("an id that is typed out offers its page before the results", { js: false }, async (page) => {
  await go(page, searchd.url, "/search?q=tog%2028%2F01");
  await main(page).getByRole("navigation", { name: "Pages of this id" }).getByRole("link", { name: /TOG 28\/01/ }).click();
  await seesHeading(page, "TOG 28/01");
});

reads("each example of the form is a search that can be made", { js: false }, async (page) => {
  await go(page, searchd.url, "/search");
  await main(page).getByText("Ask more exactly").click();
  const all = await main(page).locator(".help a").evaluateAll((links) => links.map((a) => [a.innerText, a.getAttribute("href")]));
  assert.ok(all.length >= 5);
  for (const [query, href] of all) {
    const answer = await go(page, searchd.url, href);
    assert.equal(answer.status(), 200, query);
    assert.ok(await hits(page).count() > 0, `${query} finds nothing`);
  }
});

reads("without the service and without JavaScript the page says so and links the registers", { js: false }, async (page) => {
  await go(page, hosts.plain.url, "/search?q=gateway");
  await main(page).getByRole("heading", { name: "Full text search needs its service" }).waitFor();
  await main(page).getByRole("link", { name: "Incidents", exact: true }).click();
  await seesHeading(page, "Incidents");
});

reads("without the service a search has pages", async (page) => {
  await go(page, hosts.plain.url, "/search?q=tog");
  await hits(page).first().waitFor();
  const [first] = await hits(page).allInnerTexts();
  assert.equal(await hits(page).count(), 20);
  await main(page).getByRole("link", { name: "Next" }).click();
  await main(page).getByRole("link", { name: "Previous" }).waitFor();
  assert.notEqual((await hits(page).allInnerTexts())[0], first);
});

reads("a page that was not found offers the search, with its suggestions", async (page) => {
  await go(page, hosts.plain.url, "/no-such-page/");
  await searchBox(main(page)).fill("tog 28/01");
  await page.getByRole("option").first().click();
  await seesHeading(page, "TOG 28/01");
});

test("below a path of its own a plain host is searched as well", async () => {
  const below = await servePlain(www, "/book");
  const page = await open(browser);
  await go(page, below.url, "/search/ids/start.json");
  assert.ok((await page.locator("body").innerText()).includes("rows"));
  await page.context().close();
  await below.stop();
});

// The script in search.js alone, by what the site's own data say.
test("every action, incident, modification and meeting is found by its id, and by each word of a modification's title", async (t) => {
  const fetched = new Set();
  t.mock.method(globalThis, "fetch", async (url) => {
    const name = url.pathname.split("/").at(-1);
    fetched.add(name);
    return { json: async () => JSON.parse(await readFile(join(www, "search", "ids", name), "utf8")) };
  });
  const { suggest, terms } = await import(join(repository, "static", "search.js"));
  const all = [];
  for (const name of ["actions", "incidents", "modifications", "meetings"]) all.push(...(await data(name)));
  assert.ok(all.length > 100);
  for (const { id, url, aliases = [] } of all) {
    for (const spelt of [id, id.toLowerCase(), id.replace(/[/_]/g, " "), id.replace(/[/_ ]/g, ""), ...aliases]) {
      const found = await suggest("http://host/search", spelt);
      assert.ok(found.some((f) => f.url === url), `${id} is not found by ${spelt}: ${JSON.stringify(found)}`);
    }
    assert.equal((await suggest("http://host/search", id))[0].url, url, id);
  }
  for (const { id, title } of await data("modifications")) {
    for (const word of terms(title ?? "")) {
      const found = await suggest("http://host/search", `${id} ${word}`);
      assert.ok(found.some((f) => f.id === id), `${id} is not found by ${word}`);
    }
  }
  assert.ok(fetched.size <= (await readdir(join(www, "search", "ids"))).length);
});

test("words are cut as the index cuts them", async () => {
  const { terms } = await import(join(repository, "static", "search.js"));
  for (const [text, ...want] of JSON.parse(await readFile(join(repository, "internal", "lookup", "testdata", "terms.json"), "utf8"))) assert.deepEqual(terms(text), want, text);
});
