// What only a browser can tell of registers: that heads stay in sight and hide nothing, that cards keep their labels, that a choice
// is one tap to take away on a phone, and that no id or word widens the page.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { copyDemo, serveBuilt } from "./demo.mjs";
import { go, launch, open } from "./reader.mjs";

let demo, odd, browser, host, oddHost;

before(async () => {
  [demo, odd, browser] = [await copyDemo(), await writeOdd(), await launch()];
  host = await serveBuilt(demo, "members");
  oddHost = await serveBuilt(odd, "public");
});
after(async () => {
  await browser?.close();
  await host?.stop();
  await oddHost?.stop();
  await demo?.remove();
  await odd?.remove();
});

const phone = { width: 320, height: 700 }, desk = { width: 1280, height: 700 };

/** A test with a page of its own. */
function reads(name, options, does) {
  test(name, async () => {
    const page = await open(browser, options);
    try {
      await does(page, page.getByRole("main"));
    } finally {
      await page.context().close();
    }
  });
}

for (const js of [false, true]) {
  reads(`heads stay in sight, JavaScript ${js ? "on" : "off"}`, { js, viewport: desk }, async (page, main) => {
    await go(page, host.url, "/actions/");
    await main.locator("tbody tr").last().scrollIntoViewIfNeeded();
    const box = await main.locator("thead th").first().boundingBox();
    assert.ok(box.y > -1 && box.y < 1, `the heads are at ${box.y}`);
    assert.match(await main.locator("thead th").first().innerText(), /Action/);
  });
}

reads("what has the focus is not under the heads", { viewport: desk }, async (page, main) => {
  await go(page, host.url, "/actions/");
  await main.locator("tbody a").last().focus();
  const links = await main.locator("tbody a").count();
  for (let i = 1; i < Math.min(links, 90); i++) {
    await page.keyboard.press("Shift+Tab");
    const hidden = await page.evaluate(() => {
      const at = document.activeElement.getBoundingClientRect();
      return !document.activeElement.closest("thead") && document.elementFromPoint(at.left + 2, at.top + 2)?.closest("thead") !== null;
    });
    assert.ok(!hidden, `link ${i} from the end is under the heads`);
  }
});

reads("a choice is one tap to take away, on a phone", { js: false, viewport: phone }, async (page, main) => {
  await go(page, host.url, "/actions/owner/hdc/open/");
  const choice = main.getByRole("link", { name: /^Status: Open/ });
  const box = await choice.boundingBox();
  assert.ok(box.y + box.height < phone.height && box.height >= 24, "it is in the first screen, and large enough");
  await choice.click();
  assert.equal(new URL(page.url()).pathname, "/actions/owner/hdc/");
});

reads("cards keep their labels", { js: false, viewport: phone }, async (page, main) => {
  await go(page, host.url, "/actions/");
  const labels = await main.locator("tbody tr").first().locator("td:not(:empty)").evaluateAll((all) => all.map((td) => getComputedStyle(td, "::before").content));
  assert.deepEqual(labels.filter((l) => l !== "none"), ['"Owner: "', '"Status: "', '"Due: "', '"Raised: "']);
});

for (const width of [320, 700, 1000, 1280]) {
  reads(`no id or word widens the page, at ${width}`, { js: width > 320, viewport: { width, height: 700 } }, async (page) => {
    for (const at of ["/gadgets/", `/gadgets/${await oddPath(page)}`, "/actions/", "/actions/tog-1-01/", "/modifications/", "/modifications/mp5/", "/decisions/"]) {
      await go(page, oddHost.url, at);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(over, 0, at);
    }
  });
}

reads("words from right to left begin on the right", { js: false, viewport: desk }, async (page, main) => {
  await go(page, oddHost.url, "/actions/");
  const cell = main.getByText("המשרד לתקן את המכשיר");
  assert.equal(await cell.evaluate((e) => getComputedStyle(e).direction), "rtl");
});

const longID = "K-" + "7".repeat(78);

/** The address of the gadget with the long id below the register. */
async function oddPath(page) {
  await go(page, oddHost.url, "/gadgets/");
  const href = await page.getByRole("main").getByRole("link", { name: longID, exact: true }).first().getAttribute("href");
  return href.split("/").at(-2) + "/";
}

/** An archive with an id of 80 characters, a title of 300, words without a blank, and words from right to left. */
async function writeOdd() {
  const folder = await mkdtemp(join(tmpdir(), "minutebook-odd-"));
  await mkdir(join(folder, "content"));
  await writeFile(join(folder, "minutebook.yaml"), `title: Odd minutes
policy: {levels: [{name: Clear, online: true, audience: anyone, sentences: [may be published]}, {name: Closed}]}
sites: [{name: public, clearance: Clear, drafts: kept, people: names}]
groups: [{id: TOG, name: Tidal Operations Group}]
kinds:
  - {kind: gadget, pattern: '\\b(K-\\d+)\\b', canonical: '$1', label: Gadget, plural: Gadgets, page: true}
  - {kind: modification, pattern: '\\bMP0*([1-9]\\d*)\\b', canonical: 'MP$1', label: Modification, plural: Modifications, page: true}
`);
  await writeFile(join(folder, "content", "TOG_1.md"), `---
group: TOG
number: 1
date: 2024-01-03
---
This document is classified as **Clear**. It may be published.

Final Minutes

## 1. ${"interharbourial ".repeat(19).trim()}

The gadget ${longID} fell over near K-12. MP5, ${"interharbourial ".repeat(19)}was read.

The TOG **AGREED** that ${longID} ${"pneumonoultramicroscopic".repeat(5)} be mended.

ACTION TOG 1/01: ${"Pneumono".repeat(14)} to mend ${longID} and to write ${"x".repeat(120)} by 3 May 2024.

ACTION TOG 1/02: המשרד לתקן את המכשיר ולדווח עליו בישיבה הבאה.
`);
  return { folder, archive: folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }) };
}
