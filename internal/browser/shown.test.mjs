// docs/pages.md shows each kind of page, as `make shots` wrote it.
import assert from "node:assert/strict";
import { readFile, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { repository } from "./demo.mjs";
import { page, shown } from "./shown.mjs";

const docs = join(repository, "docs");

test("the page of docs/ shows each kind of page", async () => {
  assert.equal(await readFile(join(docs, "pages.md"), "utf8"), page());
  assert.deepEqual((await readdir(join(docs, "pages"))).sort(), shown.map(({ name }) => `${name}.webp`).sort());
});

test("pictures are small", async () => {
  for (const { name } of shown) assert.ok((await stat(join(docs, "pages", `${name}.webp`))).size < 60_000, name);
  for (const name of ["", "-dark", "-phone"]) assert.ok((await stat(join(docs, `screenshot${name}.png`))).size < 250_000, name);
});
