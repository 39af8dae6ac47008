// Each kind of page for whoever enlarges it four times, or reads without JavaScript on a small phone: nothing runs off the side,
// is cut off, stays in the way or moves by itself; by keyboard, the focus is in view.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { copyDemo, serveBuilt } from "./demo.mjs";
import { kinds } from "./kinds.mjs";
import { broken, clipped, inTheWay, runsOff } from "./measure.mjs";
import { byKeyboard, go, launch, measured, open, seesHeading, shifts, unexpected, watchShifts } from "./reader.mjs";

let demo, browser, server, page, plain;

before(async () => {
  demo = await copyDemo();
  [browser, server] = await Promise.all([launch(), serveBuilt(demo, "members")]);
  page = await open(browser, { width: 320, height: 256, deviceScaleFactor: 4 }); // a window of 1280 by 1024, enlarged
  plain = await open(browser, { width: 320, height: 640, js: false });
  await watchShifts(page);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  await demo?.remove();
});

for (const { name, path, heading, status = 200 } of kinds) {
  test(`${name} enlarged four times, by keyboard`, async () => {
    page.complaints.length = 0;
    await go(page, server.url, path);
    await seesHeading(page, heading);
    const faults = [...(await shifts(page)), ...(await measured(page, runsOff, clipped, broken, inTheWay)), ...(await byKeyboard(page))];
    assert.deepEqual([...faults, ...unexpected(page, status)], []);
  });

  test(`${name} on a phone without JavaScript`, async () => {
    await go(plain, server.url, path);
    await seesHeading(plain, heading);
    assert.deepEqual(await measured(plain, runsOff, clipped, broken, inTheWay), []);
  });
}
