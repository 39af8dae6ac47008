import { servePlain } from "./plain.mjs";
import { copyDemo, serveBuilt } from "./demo.mjs";
import { launch, open, go, searchBox } from "./reader.mjs";
const demo = await copyDemo();
const s = await serveBuilt(demo, "members");
const b = await launch();
for (const [w, scheme] of [[320,"light"],[320,"dark"],[768,"light"],[1280,"dark"],[1280,"light"]]) {
  const p = await open(b, {width:w, height: 800, scheme});
  await go(p, s.url, "/search?q=gateway");
  await p.locator(".help summary").click();
  await p.screenshot({path:`/tmp/shot-res-${w}-${scheme}.png`, fullPage:true});
  await go(p, s.url, "/search?q=tog+28/01");
  await p.screenshot({path:`/tmp/shot-id-${w}-${scheme}.png`});
  await go(p, s.url, "/search?q=tog&by=meeting");
  await p.screenshot({path:`/tmp/shot-by-${w}-${scheme}.png`, fullPage:false});
  await go(p, s.url, "/");
  await searchBox(p).fill("tog 2");
  await p.waitForTimeout(500);
  await p.keyboard.press("ArrowDown");
  await p.screenshot({path:`/tmp/shot-list-${w}-${scheme}.png`});
  await p.context().close();
}
await b.close(); await s.stop(); await demo.remove();
