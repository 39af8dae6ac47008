// Each kind of page is valid, as it is delivered and as its script leaves it; so are the stylesheets.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { copyDemo, serveBuilt } from "./demo.mjs";
import { kinds } from "./kinds.mjs";
import { eventually, go, launch, open, searchBox } from "./reader.mjs";
import { faults, save, styleFaults } from "./validity.mjs";

let demo, browser, server, page, folder;

before(async () => {
  demo = await copyDemo();
  folder = join(demo.folder, "pages");
  [browser, server] = await Promise.all([launch(), serveBuilt(demo, "members"), mkdir(folder)]);
  page = await open(browser);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  await demo?.remove();
});

test("each kind of page is valid", async (t) => {
  for (const { name, path } of kinds) await save(folder, name, await go(page, server.url, path), page);
  await save(folder, "suggesting", await suggesting(), page);
  assert.equal((await faults(folder)).slice(0, 20).join("\n"), "");
  t.diagnostic(`${kinds.length + 1} pages, each as delivered and as its script leaves it`);
});

async function suggesting() {
  const answer = await go(page, server.url);
  await searchBox(page).pressSequentially("gateway");
  await eventually(async () => assert.ok((await page.getByRole("option").count()) > 0));
  return answer;
}

test("the stylesheets are valid", async () => {
  const www = join(demo.folder, "out", "members", "www");
  assert.deepEqual(await styleFaults(www, ["site.css"]), []);
});

// The others would pass if nothing were looked at.
test("what is not valid is found", async () => {
  const wrong = join(demo.folder, "wrong");
  await mkdir(wrong);
  const answer = (html) => ({ body: async () => `<!DOCTYPE html><html lang="en"><head><title>Wrong</title></head><body>${html}</body></html>` });
  await save(wrong, "drawing", answer('<main><h1>A drawing</h1><svg viewBox="0 0 1 1" role="img" aria-label="One"><rect colour="red" height="1"></rect></svg></main>'));
  await save(wrong, "ids", answer('<main><h1 id="a">Two</h1><p id="a">of one name</p></main>'));
  const found = (await faults(wrong)).join("\n");
  assert.match(found, /drawing\.html.*colour/);
  assert.match(found, /ids\.html.*Duplicate ID/);
  assert.match(found, /ids\.html.*no-dup-id/);
});
