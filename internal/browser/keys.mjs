// A person without a mouse: Tab, Shift, Enter, Space and typing.
import assert from "node:assert/strict";
import { words } from "./reader.mjs";

/** What has the focus: how it is called, whether it is a link, and whether it stands in the content. */
export function focusIs() {
  const e = document.activeElement;
  const name = e.getAttribute("aria-label") ?? [...(e.labels ?? [])].map((l) => l.innerText).join(" ");
  return { name: name || e.innerText || "", tag: e.localName, inMain: Boolean(e.closest("main *")), field: e.getAttribute("name") };
}

/** Tabs until what has the focus is called so, and returns after how many stops; past most of them it fails. */
export async function tabTo(page, wanted, most = 40) {
  const met = [];
  const is = (name) => (wanted instanceof RegExp ? wanted.test(name) : name === wanted);
  for (let stops = 1; stops <= most; stops++) {
    await page.keyboard.press("Tab");
    const { name } = await page.evaluate(focusIs);
    if (is(words(name))) return (page.stops = (page.stops ?? 0) + stops), stops;
    met.push(words(name).slice(0, 30));
  }
  assert.fail(`${wanted} is not among the first ${most} stops: ${met.join(" | ")}`);
}

/** Goes into the content by the link at the top that skips the rest, then to what is called so. */
export async function tabInto(page, wanted, most) {
  await tabTo(page, "Skip to the content", 1);
  await page.keyboard.press("Enter");
  return tabTo(page, wanted, most);
}

/** Follows the link that has the focus, and waits for where it leads. */
export async function enter(page) {
  const before = page.url();
  await page.keyboard.press("Enter");
  await page.waitForURL((now) => now.href !== before);
}

/** Goes to a link of the content, and follows it. */
export async function follow(page, wanted, most) {
  await tabInto(page, wanted, most);
  await enter(page);
}

/** Goes to the first search box, types and presses Enter. */
export async function typeSearch(page, text) {
  for (let stops = 1; ; stops++) {
    assert.ok(stops < 15, "the search box is far away");
    await page.keyboard.press("Tab");
    if ((await page.evaluate(focusIs)).field === "q") break;
  }
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
  await page.waitForURL(/[?&]q=/);
}
