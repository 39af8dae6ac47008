// The comforts of static/site.js: keys, their help, the order of a table, folds, the agenda and the mark of a link. Nothing
// moves by them that is seen already, and the browser has nothing to say.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { copyDemo, serveBuilt } from "./demo.mjs";
import { axe, eventually, go, launch, open, seesHeading } from "./reader.mjs";

let demo, browser, server, site;

before(async () => {
  demo = await copyDemo();
  [browser, server] = await Promise.all([launch(), serveBuilt(demo, "members")]);
  site = server.url;
});
after(async () => {
  await browser?.close();
  await server?.stop();
  await demo?.remove();
});

/** A test with a page of its own, which adds up how far what is seen moves by itself. */
function reads(name, does, options = {}) {
  test(name, async (t) => {
    const page = await open(browser, options);
    await page.addInitScript(() => {
      window.shift = 0;
      new PerformanceObserver((all) => all.getEntries().forEach((e) => (window.shift += e.hadRecentInput ? 0 : e.value))).observe({ type: "layout-shift", buffered: true });
    });
    try {
      await does(page, t);
      assert.deepEqual(page.complaints, []);
    } finally {
      await page.context().close();
    }
  });
}

const press = async (page, ...all) => {
  for (const key of all) await page.keyboard.press(key);
};
const focus = (page) => page.evaluate(() => {
  const e = document.activeElement, { top, bottom } = e.getBoundingClientRect();
  return { what: e === document.body ? "" : e.innerText.trim(), tag: e.localName, seen: top < innerHeight && bottom > 0 && top >= -1, ring: getComputedStyle(e).outlineStyle !== "none", tabIndex: e.tabIndex };
});
const still = async (page) => assert.equal(await page.evaluate("shift"), 0, "something that was seen moved");
const help = (page) => page.getByRole("dialog", { name: "Keyboard shortcuts" });

reads("j and k go through the minutes, and the focus is seen", async (page) => {
  await go(page, site, "/meetings/tog-29/");
  const marked = await page.locator(".minutes :has(> .mark)").evaluateAll((all) => all.filter((e) => e.checkVisibility()).map((e) => e.innerText.trim()));
  assert.ok(marked.length > 30);
  for (let i = 0; i < marked.length; i++) {
    await press(page, "j");
    const at = await focus(page);
    assert.deepEqual({ ...at, tag: "", tabIndex: 0 }, { what: marked[i], tag: "", seen: true, ring: true, tabIndex: 0 });
  }
  await press(page, "j");
  assert.equal((await focus(page)).what, marked.at(-1), "past the last there is none");
  await press(page, "k", "k");
  assert.equal((await focus(page)).what, marked.at(-3));
  await page.evaluate(() => scrollTo(0, 0)); // what was left behind is not gone back to
  await press(page, "j");
  assert.equal((await focus(page)).what, marked[0]);
});

reads("j goes on from a link within a paragraph", async (page) => {
  await go(page, site, "/meetings/tog-29/");
  const [from, next] = await page.locator(".minutes :has(> .mark)").evaluateAll((all) => {
    const i = all.findIndex((e, n) => n > 8 && e.localName === "p" && e.querySelector("a.ref"));
    all[i].querySelector("a.ref").focus();
    return [all[i].innerText.trim(), all[i + 1].innerText.trim()];
  });
  await press(page, "j");
  assert.equal((await focus(page)).what, next);
  await press(page, "k");
  assert.equal((await focus(page)).what, from);
});

for (const [path, first] of [["/actions/", "tbody th a"], ["/search?q=gateway", ".hit h3 a"], ["/", "main .lines li a"]]) {
  reads(`j goes by entries on ${path}`, async (page) => {
    await go(page, site, path);
    const names = await page.locator(first).evaluateAll((all) => all.map((e) => e.innerText.trim()));
    await press(page, "j");
    assert.equal((await focus(page)).what, names[0]);
    await press(page, "j", "k");
    const at = await focus(page);
    assert.deepEqual([at.what, at.tag, at.ring, at.seen, at.tabIndex], [names[0], "a", true, true, 0]);
    await press(page, "Enter");
    await page.waitForURL((now) => now.pathname !== path.split("?")[0]);
  });
}

for (const scheme of ["light", "dark"]) {
  reads(`? shows the keys, in order for axe, and Escape gives the focus back, ${scheme}`, async (page) => {
    await go(page, site, "/meetings/tog-29/");
    await press(page, "j", "j");
    const { what } = await focus(page);
    await press(page, "?");
    await help(page).waitFor();
    for (const key of ["/", "j", "k", "?"]) assert.ok(await help(page).getByText(key, { exact: true }).isVisible());
    assert.deepEqual(await axe(page), []);
    await press(page, "j");
    assert.equal((await focus(page)).what, "Close", "keys do nothing behind the dialog");
    await press(page, "Escape");
    assert.equal(await help(page).isVisible(), false);
    assert.equal((await focus(page)).what, what);
    await press(page, "?", "Enter");
    assert.equal(await help(page).isVisible(), false, "its button closes it");
  }, { scheme, width: 320 });
}

reads("the keys can be turned off and on again, and that is remembered", async (page) => {
  await go(page, site, "/meetings/tog-29/");
  await press(page, "?", "Shift+Tab", "Space", "Escape", "j", "/");
  assert.equal((await focus(page)).what, "");
  await page.reload();
  await press(page, "j", "k", "/", "?");
  assert.equal((await focus(page)).what, "");
  assert.equal(await help(page).count(), 0);
  await page.getByRole("contentinfo").getByRole("button", { name: "Keyboard shortcuts" }).focus();
  await press(page, "Enter");
  assert.equal(await help(page).getByRole("checkbox").isChecked(), false);
  await press(page, "Shift+Tab", "Space", "Escape", "k");
  assert.notEqual((await focus(page)).what, "Keyboard shortcuts");
});

reads("nothing is a shortcut while somebody types, or with another key held", async (page) => {
  await go(page, site, "/meetings/tog-29/");
  await press(page, "Control+j", "Alt+k", "Meta+j");
  assert.equal((await focus(page)).what, "");
  await press(page, "/");
  await page.keyboard.type("j/k?");
  assert.equal(await page.getByRole("search").locator("input[name=q]").inputValue(), "j/k?");
  assert.equal(await help(page).count(), 0);
});

const column = (page, i) => page.locator(`tbody tr > :nth-child(${i})`).allInnerTexts();

reads("the order of a table is in the address, over a reload and Back", async (page) => {
  await go(page, site, "/actions/");
  const heads = await page.locator("thead th").allInnerTexts();
  const due = heads.indexOf("Due"), head = page.getByRole("columnheader", { name: "Due" });
  const asBuilt = await column(page, 1);
  await head.getByRole("button").focus();
  await press(page, "Enter", "Space");
  const key = (await head.getAttribute("data-key")) ?? due;
  assert.equal(await page.evaluate("location.search"), `?sort=${key}&dir=desc`);
  assert.equal(await head.getAttribute("aria-sort"), "descending");
  const sorted = await column(page, 1);
  assert.notDeepEqual(sorted, asBuilt);
  const days = await page.locator(`tbody tr > :nth-child(${due + 1})`).evaluateAll((all) => all.map((e) => e.querySelector("time")?.dateTime ?? "").filter(Boolean));
  assert.deepEqual(days, days.toSorted().toReversed());
  await page.reload();
  assert.deepEqual(await column(page, 1), sorted);
  assert.equal(await head.getAttribute("aria-sort"), "descending");
  await still(page);
  await page.locator("tbody a").first().click();
  await page.waitForURL((now) => now.pathname !== "/actions/");
  await page.goBack();
  await seesHeading(page, "Actions");
  await eventually(async () => assert.deepEqual(await column(page, 1), sorted));
  await page.goBack();
  assert.equal(page.url(), "about:blank", "an order is no step back");
  await go(page, site, "/actions/?sort=nothing&dir=x");
  assert.deepEqual(await column(page, 1), asBuilt);
});

reads("a fold is remembered where it moves nothing that is seen", async (page) => {
  await go(page, site, "/search?q=tog");
  const fold = page.locator("details[data-fold=exactly]");
  await fold.locator("summary").focus();
  await press(page, "Enter");
  assert.equal(await fold.getAttribute("open"), "");
  for (let i = 0; i < 3; i++) {
    await page.reload();
    assert.equal(await fold.getAttribute("open"), "");
    await still(page);
  }
  await fold.locator("summary").focus();
  await press(page, "Enter");
  await page.reload();
  assert.equal(await fold.getAttribute("open"), null);
});

reads("where nothing may be kept, all goes on", async (page) => {
  await page.addInitScript(() => Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } }));
  await go(page, site, "/search?q=tog");
  await page.locator("details[data-fold=exactly] summary").click();
  await press(page, "?", "Shift+Tab", "Space", "Escape", "/");
  assert.equal((await focus(page)).tag, "input");
});

reads("the agenda follows in its own list, and the page does not move", async (page) => {
  await go(page, site, "/meetings/tog-29/");
  const marks = page.locator(".agenda a");
  const n = await marks.count();
  assert.ok(n > 5);
  for (const i of [n - 1, 0, Math.floor(n / 2)]) {
    const id = decodeURIComponent((await marks.nth(i).getAttribute("href")).slice(1));
    await page.evaluate((id) => document.getElementById(id).scrollIntoView(), id);
    const y = await page.evaluate("scrollY");
    await eventually(async () => assert.ok(await page.locator(".agenda [aria-current]").count() === 1));
    await page.waitForTimeout(100);
    assert.equal(await page.evaluate("scrollY"), y);
    const { entry, list } = await page.evaluate(() => {
      const r = (e) => (({ top, bottom }) => ({ top, bottom }))(e.getBoundingClientRect());
      return { entry: r(document.querySelector(".agenda [aria-current]")), list: r(document.querySelector(".agenda")) };
    });
    assert.ok(entry.top >= list.top - 1 && entry.bottom <= Math.min(list.bottom, 300) + 1, `${JSON.stringify({ entry, list })}`);
  }
}, { height: 300 });

reads("a link mark copies its address and says so", async (page) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await go(page, site, "/meetings/tog-29/");
  const mark = page.locator(".minutes p > .mark").nth(5);
  await mark.focus();
  await press(page, "Enter");
  await page.getByRole("status").filter({ hasText: "Link copied" }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), page.url());
  assert.match(page.url(), /#.+/);
});

for (const path of ["/", "/meetings/tog-29/", "/actions/", "/search?q=gateway", "/search", "/no-such-page/"]) {
  for (const width of [320, 1280]) reads(`nothing moves while ${path} comes, at ${width} px`, async (page) => {
    await go(page, site, path);
    await page.waitForLoadState("networkidle");
    await page.waitForTimeout(150);
    await still(page);
    page.complaints = page.complaints.filter((c) => !c.includes("404"));
  }, { width });
}
