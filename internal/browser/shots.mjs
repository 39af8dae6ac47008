// node shots.mjs OUTDIR     a screenshot of each kind of page, narrow and wide, light and dark
// node shots.mjs --readme   docs/screenshot.png: a meeting of the demo, as README.md shows it
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { copyDemo, repository, serve } from "./demo.mjs";
import { kinds } from "./kinds.mjs";
import { go, launch, open } from "./reader.mjs";

const [target] = process.argv.slice(2);
if (!target) {
  console.error("usage: node shots.mjs OUTDIR | --readme");
  process.exit(2);
}
const demo = await copyDemo();
const server = await serve(demo.archive);
const browser = await launch();
try {
  if (target === "--readme") await readme();
  else await everything(target);
} finally {
  await browser.close();
  await server.stop();
  await demo.remove();
}

async function readme() {
  const page = await open(browser, { width: 1280, height: 900, deviceScaleFactor: 2 });
  await go(page, server.sites.members, "/meetings/tog-29/");
  await page.screenshot({ path: join(repository, "docs", "screenshot.png") });
}

async function everything(folder) {
  await mkdir(folder, { recursive: true });
  for (const width of [320, 1280]) {
    for (const scheme of ["light", "dark"]) {
      const page = await open(browser, { width, scheme });
      for (const { name, path } of kinds) {
        await go(page, server.sites.members, path);
        await page.screenshot({ path: join(folder, `${name}-${width}-${scheme}.png`), fullPage: true });
      }
      await page.context().close();
    }
  }
}
