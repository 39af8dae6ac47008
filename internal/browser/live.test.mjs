// Writing minutes beside an open browser: what is saved is seen without a keystroke, and what is at fault takes nothing
// else away.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { copyDemo, serve } from "./demo.mjs";
import { eventually, go, launch, open, sees, seesHeading } from "./reader.mjs";

const meeting = "TOG_29, 14 July 2026";
let demo, browser, server, page, site;

before(async () => {
  demo = await copyDemo();
  [browser, server] = await Promise.all([launch(), serve(demo.archive)]);
  site = server.sites.parties;
  page = await open(browser);
});
after(async () => {
  await browser?.close();
  assert.equal(await server?.stop(), 0, "serve ends well when it is told to");
  await demo?.remove();
});

/** Rewrites a file of the archive until the test ends, or until what it returns is called. */
async function change(t, file, edit) {
  const path = join(demo.archive, file);
  const was = await readFile(path, "utf8");
  const is = edit(was);
  assert.notEqual(is, was, `the edit of ${file} changes nothing`);
  await writeFile(path, is);
  let changed = true;
  const restore = async () => {
    if (changed) await writeFile(path, was);
    changed = false;
  };
  t.after(restore);
  return restore;
}

const minutes = "content/tog/TOG_29_1407.md";
const reword = (text) => text.replace("Delphine Carr asked", "Delphine Carr also asked");

test("an open page shows what was saved", async (t) => {
  await go(page, site, "/meetings/tog-29/");
  await sees(page, "Delphine Carr asked");
  const restore = await change(t, minutes, reword);
  await sees(page, "Delphine Carr also asked");
  await restore();
  await sees(page, "Delphine Carr asked");
});

test("what is saved is shown before the sites are built again, and only where it changes something, once", async (t) => {
  await go(page, site, "/meetings/tog-29/");
  await sees(page, "Delphine Carr asked");
  const other = await open(browser);
  t.after(() => other.close());
  await go(other, site, "/meetings/tog-28/");
  let loads = 0;
  const count = () => loads++;
  for (const p of [page, other]) p.on("load", count);
  t.after(() => page.off("load", count));
  const from = server.said.stderr.length;
  const restore = await change(t, minutes, reword);
  await sees(page, "Delphine Carr also asked");
  await server.prints("stderr", /shown in \d+\.\d\d s: parties\n(?:.*\n)*built again in .*parties/, from);
  await new Promise((done) => setTimeout(done, 500));
  assert.equal(loads, 1, "the page that changed is loaded once, and the other is not");
  await restore();
  await sees(page, "Delphine Carr asked");
});

test("the place that was read stays in view over a reload", async (t) => {
  await go(page, site, "/meetings/tog-29/");
  const at = page.getByRole("main").getByText("Thirty-eight were exchanged");
  await at.last().scrollIntoViewIfNeeded();
  const before = await page.evaluate("scrollY");
  const restore = await change(t, minutes, reword);
  await sees(page, "Delphine Carr also asked");
  await eventually(async () => assert.ok(Math.abs((await page.evaluate("scrollY")) - before) < 40));
  await restore();
  await sees(page, "Delphine Carr asked");
});

test("a setting that cannot be read leaves the sites as they are, and says so", async (t) => {
  await go(page, site, "/meetings/tog-29/");
  const from = server.said.stderr.length;
  const repair = await change(t, "minutebook.yaml", (text) => `${text}\ncolour: blue\n`);
  await server.prints("stderr", /the sites stay as they were: .*minutebook\.yaml:\d+:\d+: error: \[settings\]/, from);
  await page.reload();
  await seesHeading(page, meeting);
  await repair();
  const restore = await change(t, "minutebook.yaml", (text) => text.replace("title: Tidal Grid Code minutes", "title: Tidal minutes"));
  await page.getByRole("banner").getByText("Tidal minutes", { exact: true }).waitFor();
  await restore();
  await page.getByRole("banner").getByText("Tidal Grid Code minutes", { exact: true }).waitFor();
});

test("a document whose level cannot be told goes, and nothing else", async (t) => {
  await go(page, site, "/meetings/tog-29/");
  await seesHeading(page, meeting);
  const restore = await change(t, minutes, (text) => text.replace("**Clear**", "**Purple**"));
  await seesHeading(page, "There is no such page");
  await go(page, site);
  await seesHeading(page, "Tidal Grid Code minutes");
  assert.equal(await page.getByRole("link", { name: "TOG_29", exact: true }).count(), 0);
  await page.getByRole("main").getByRole("link", { name: "TOG_28", exact: true }).first().waitFor();
  await go(page, site, "/meetings/tog-29/");
  await restore();
  await seesHeading(page, meeting);
});

test("a file that is no text leaves the others standing", async () => {
  await go(page, site, "/meetings/tog-29/");
  const from = server.said.stderr.length;
  await writeFile(join(demo.archive, "content/tog/TOG_30_0110.md"), new Uint8Array(4096).map((_, i) => i * 37));
  await server.prints("stderr", /TOG_30_0110\.md/, from);
  const answer = await fetch(`${site}/meetings/tog-29/`);
  assert.equal(answer.status, 200);
  assert.match(await answer.text(), /<title>TOG_29, 14 July 2026 /);
  await seesHeading(page, meeting);
});
