// node shots.mjs OUTDIR     a screenshot of each kind of page, at three widths, light and dark
// node shots.mjs --readme   the pictures of README.md and of docs/pages.md, and that page
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { copyDemo, repository, serveBuilt } from "./demo.mjs";
import { kinds } from "./kinds.mjs";
import { go, launch, open } from "./reader.mjs";
import { page as pagesPage, shown } from "./shown.mjs";

const docs = join(repository, "docs");
const [target] = process.argv.slice(2);
if (!target) {
  console.error("usage: node shots.mjs OUTDIR | --readme");
  process.exit(2);
}
const demo = await copyDemo();
const server = await serveBuilt(demo, "members");
const browser = await launch();
try {
  if (target === "--readme") {
    await readme();
    await pages();
  } else await everything(target);
} finally {
  await browser.close();
  await server.stop();
  await demo.remove();
}

async function readme() {
  await shot("screenshot.png", "/meetings/tog-29/", { width: 1280, height: 860, deviceScaleFactor: 1.25 });
  await shot("screenshot-dark.png", "/actions/", { width: 1280, height: 860, deviceScaleFactor: 1.25, scheme: "dark" });
  await shot("screenshot-phone.png", "/actions/tog-26-02/", { width: 390, height: 844, deviceScaleFactor: 2 });
}

async function shot(name, path, look) {
  const page = await open(browser, look);
  await go(page, server.url, path);
  await page.screenshot({ path: join(docs, name) });
  await page.context().close();
}

/** Small pictures: 640 px wide, of a window of 800. */
async function pages() {
  const folder = join(docs, "pages");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  const page = await open(browser, { width: 800, height: 680 });
  const devtools = await page.context().newCDPSession(page);
  for (const { name, path } of shown) {
    await go(page, server.url, path);
    const { data } = await devtools.send("Page.captureScreenshot", { format: "webp", quality: 70, clip: { x: 0, y: 0, width: 800, height: 680, scale: 0.8 } });
    await writeFile(join(folder, name + ".webp"), Buffer.from(data, "base64"));
  }
  await writeFile(join(docs, "pages.md"), pagesPage());
}

async function everything(folder) {
  await mkdir(folder, { recursive: true });
  for (const width of [320, 768, 1280]) {
    for (const scheme of ["light", "dark"]) {
      const page = await open(browser, { width, scheme });
      for (const { name, path } of kinds) {
        await go(page, server.url, path);
        await page.screenshot({ path: join(folder, `${name}-${width}-${scheme}.png`), fullPage: true });
      }
      await page.context().close();
    }
  }
}
