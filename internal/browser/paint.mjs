// node paint.mjs   how soon the browser paints each kind of page, and how a meeting of 30,000 words scrolls, as tables of Markdown.
// The processor of the browser is slowed down four times; nothing of a page is kept for another.
import { createServer } from "node:http";
import { copyDemo, serveBuilt } from "./demo.mjs";
import { writeEndless } from "./extremes.mjs";
import { kinds } from "./kinds.mjs";
import { go, launch, open } from "./reader.mjs";

const slower = 4, rounds = 7, bound = 200, frame = 1000 / 60, frames = 600;
const measured = ["home", "group", "meeting", "changes", "source", "action", "actions", "owner", "thread", "incident", "decisions", "glossary", "plots", "search-results"];
const sizes = { phone: { width: 320, height: 640 }, desk: { width: 1280, height: 800 } };

const archives = await Promise.all([copyDemo(), writeEndless()]);
const [demo, long] = await Promise.all([serveBuilt(archives[0], "members"), serveBuilt(archives[1], "public")]);
const browser = await launch();
const one = await oneWord();
try {
  await paints();
  await scrolls();
} finally {
  await browser.close();
  await Promise.all([demo.stop(), long.stop(), one.stop()]);
  await Promise.all(archives.map((a) => a.remove()));
}

async function paints() {
  console.log(`| page | first contentful paint on a phone, ms | on a desk | bound | |\n|---|--:|--:|--:|---|`);
  const pages = kinds.filter(({ name }) => measured.includes(name)).map(({ name, path }) => [name.replace("-", " "), demo.url, path]);
  pages.unshift(["a page of one word, for comparison", one.url, "/"]);
  pages.push(["a meeting of 30,000 words", long.url, "/meetings/ext-3/"]);
  const windows = await Promise.all(Object.values(sizes).map(slow));
  for (const [name, site, path] of pages) {
    const [phone, desk] = [await paint(windows[0], site, path), await paint(windows[1], site, path)];
    console.log(`| ${name} | ${phone.toFixed(0)} | ${desk.toFixed(0)} | ${bound} | ${Math.max(phone, desk) < bound ? "reached" : "missed"} |`);
  }
  await Promise.all(windows.map((page) => page.context().close()));
  console.log(`\nThe median of ${rounds} visits over the loopback, from a page of the same host, the browser's processor slowed down ${slower} times, with nothing kept from another visit.\n`);
}

/** The median of some visits; the first, which may start a process, does not count. */
async function paint(page, site, path) {
  const times = [];
  for (let i = 0; i <= rounds; i++) {
    await go(page, site, path);
    times.push(await page.evaluate(firstPaint));
  }
  return times.slice(1).sort((a, b) => a - b)[Math.floor(rounds / 2)];
}

/** What a browser needs for the least of pages. */
async function oneWord() {
  const server = createServer((_, answer) => answer.writeHead(200, { "Content-Type": "text/html" }).end('<!DOCTYPE html><html lang="en"><title>One</title><link rel="icon" href="data:,"><p>Word'));
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { url: `http://127.0.0.1:${server.address().port}`, stop: () => (server.closeAllConnections(), new Promise((ended) => server.close(ended))) };
}

function firstPaint() {
  return new Promise((done) => {
    new PerformanceObserver((list) => {
      for (const e of list.getEntries()) if (e.name === "first-contentful-paint") done(e.startTime);
    }).observe({ type: "paint", buffered: true });
  });
}

async function slow(size) {
  const page = await open(browser, size);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: slower });
  return page;
}

async function scrolls() {
  console.log(`| a meeting of 30,000 words scrolls | frames | later than 1/60 s | longest, ms |\n|---|--:|--:|--:|`);
  for (const [name, size] of Object.entries(sizes)) {
    const page = await slow(size);
    await go(page, long.url, "/meetings/ext-3/");
    const gaps = await page.evaluate(scroll, frames);
    const late = gaps.filter((g) => g > frame + 1).length;
    console.log(`| on a ${name} | ${gaps.length} | ${((100 * late) / gaps.length).toFixed(1)} % | ${Math.max(...gaps).toFixed(1)} |`);
    await page.context().close();
  }
  console.log(`\nA sixth of the window a frame, with the script of the page, the processor slowed down ${slower} times as well. A frame counts as late by a millisecond.`);
}

/** Scrolls on with each frame and returns what lies between frames, in milliseconds. It runs inside the page. */
async function scroll(frames) {
  const at = () => new Promise(requestAnimationFrame);
  for (let i = 0; i < 30; i++) await at(); // until what waits has run
  const gaps = [];
  let before = await at();
  for (let i = 0; i < frames; i++) {
    scrollBy(0, innerHeight / 6);
    const now = await at();
    gaps.push(now - before);
    before = now;
  }
  return gaps;
}
