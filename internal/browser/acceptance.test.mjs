// The real minutes that started this are not part of the project; where they stand beside it, their site is read in the browser. CI
// sets MINUTEBOOK_ACCEPTANCE=required, so that their absence fails there. No word of theirs is in this file.
import assert from "node:assert/strict";
import { cp, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { faint } from "./contrast.mjs";
import { repository, serveBuilt } from "./demo.mjs";
import { broken, clipped, inTheWay, runsOff, small } from "./measure.mjs";
import { compared, printed, record } from "./paper.mjs";
import { axe, byKeyboard, go, launch, measured, open, shifts, unexpected, unfold, watchShifts } from "./reader.mjs";
import { faults, save } from "./validity.mjs";

const minutes = join(repository, "..", "shared", "acceptance");
const there = (await readdir(minutes).catch(() => [])).filter((f) => f.endsWith(".md"));
const required = process.env.MINUTEBOOK_ACCEPTANCE === "required";
const skip = there.length === 0 && !required && "the acceptance minutes are not there";
let folder, browser, page, server;

before(async () => {
  if (skip) return;
  assert.notEqual(there.length, 0, "the acceptance minutes are not there, and this run requires them");
  folder = await mkdtemp(join(tmpdir(), "minutebook-acceptance-"));
  const archive = join(folder, "archive");
  await mkdir(archive);
  for (const f of there) await cp(join(minutes, f), join(archive, f));
  [browser, server] = await Promise.all([launch(), serveBuilt({ folder, archive }, "members")]);
  page = await open(browser, { width: 320 });
  await watchShifts(page);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  if (folder) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});

test("the pages around the acceptance minutes read well at every width, light and dark, and are valid", { skip }, async (t) => {
  const pages = join(folder, "pages");
  await mkdir(pages);
  const all = ["/", "/actions/", "/incidents/", "/modifications/", "/decisions/", "/meetings/", "/glossary/", "/owners/", "/plots/", ...(await listed("/meetings/"))];
  const meeting = (await listed("/meetings/"))[0];
  all.push(`${meeting}source/`, `${meeting}changes/`, (await listed("/owners/"))[0]);
  const wrong = [];
  for (const path of all) {
    const answer = await go(page, server.url, path);
    assert.equal(answer.status(), 200, path);
    await save(pages, path, answer, page);
    const found = [...(await shifts(page)), ...(await byKeyboard(page))];
    await unfold(page);
    for (const width of [320, 768, 1280]) found.push(...(await at(width)).map((f) => `at ${width} px: ${f}`));
    wrong.push(...[...found, ...unexpected(page, 200)].map((f) => `${path} ${f}`));
  }
  assert.equal([...wrong, ...(await faults(pages))].slice(0, 20).join("\n"), "");
  t.diagnostic(`${all.length} pages`);
});

test("every action, incident and modification of the acceptance minutes has a page that reads well on a phone", { skip }, async (t) => {
  await page.setViewportSize({ width: 320, height: 800 });
  const all = (await Promise.all(["/actions/", "/incidents/", "/modifications/"].map(rows))).flat();
  assert.ok(all.length > 20, `${all.length} pages`);
  for (const { id, url } of all) {
    const answer = await go(page, server.url, url);
    assert.equal(answer.status(), 200, id);
    assert.ok((await page.locator("h1").innerText()).startsWith(id), id);
    assert.equal((await measured(page, runsOff, clipped, broken, inTheWay)).join("\n"), "", id);
    assert.deepEqual(unexpected(page, 200), []);
  }
  t.diagnostic(`${all.length} pages`);
});

test("the acceptance minutes lose no word on paper, and each sheet says what it is", { skip }, async () => {
  for (const path of await listed("/meetings/")) {
    await go(page, server.url, path);
    const sheets = await printed(page);
    assert.equal(compared(await page.evaluate(record), sheets).parts, undefined);
    const [title, level] = [await page.title(), await page.locator(".band strong").innerText()];
    for (const { margins } of sheets) assert.ok(margins.includes(title) && margins.includes(level), `${margins}`);
  }
});

async function at(width) {
  await page.setViewportSize({ width, height: 800 });
  const found = [...(await measured(page, runsOff, clipped, small, broken, inTheWay, faint)), ...(await axe(page))];
  await page.emulateMedia({ colorScheme: "dark" });
  found.push(...(await measured(page, faint)).map((f) => `dark: ${f}`));
  await page.emulateMedia({ colorScheme: "light" });
  return found;
}

/** The rows of a table below /data/, which has the same name as its register. */
async function rows(register) {
  return (await page.request.get(`${server.url}/data${register.slice(0, -1)}.json`)).json();
}

/** The addresses of the records that a register lists. */
async function listed(register) {
  if (register === "/meetings/") return (await rows(register)).map((m) => m.url);
  await go(page, server.url, register);
  return page.locator(`main a[href^="${register}"]`).evaluateAll((links) => links.map((a) => a.getAttribute("href")).filter((h) => h.split("/").length === 4));
}
