// What the Nu Html Checker of the W3C and html-validate find wrong with pages that were saved in a folder.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { FileSystemConfigLoader, HtmlValidate, esmResolver } from "html-validate";
import vnu from "vnu-jar";

const rules = {
  "require-sri": "off", // every file comes from the page's own host, and its policy allows no other
  "long-title": "off", // a title is as long as the record has it
  "no-trailing-whitespace": "off", // a line of code ends as the record has it
  "attribute-boolean-style": "off", // selected and selected="" are the same; the search service and the browser write the longer
  "attribute-empty-style": "off", // the same
  "valid-id": ["error", { relaxed: true }], // ids of the frame begin with an underscore, so that none is one of the record's
  "prefer-native-element": ["error", { exclude: ["listbox"] }], // a select is no list below a field
};
const config = {
  root: true,
  extends: ["html-validate:standard", "html-validate:recommended", "html-validate:document", "html-validate:a11y"],
  rules,
};
const ran = {
  "no-implicit-button-type": "off", // the script's buttons stand in no form, so there is nothing that they could send
};

/** Saves a page as it was delivered, and as it is now that its script ran, for faults() to look at. */
export async function save(folder, name, answer, page) {
  const file = (ending) => join(folder, name.replaceAll(/[^\w-]+/g, "-") + ending);
  await writeFile(file(".html"), await answer.body());
  if (page) await writeFile(file(".ran.html"), await page.content());
}

/** Errors and warnings of every page of a folder, each as a line; nothing is asked of another host. */
export async function faults(folder) {
  return [...(await checked(folder)), ...(await linted(folder))];
}

/** What the Nu Html Checker says of a folder of pages, drawings within them included, in one run: it starts slowly. */
async function checked(folder) {
  // It looks for the stylesheets and the script of a page beside the file.
  return run(folder, ["--skip-non-html", "--filterpattern", ".*Content Security Policy.*"], [folder]);
}

/** What it says of stylesheets, but for what it does not know. */
export function styleFaults(folder, files) {
  const tooNew = String.raw`.*(container-type|Unrecognized at-rule .@container).*`; // of 2022; it knows neither
  return run(folder, ["--css", "--filterpattern", tooNew], files.map((f) => join(folder, f)));
}

async function run(folder, options, files) {
  const java = spawn("java", ["-Xss4m", "-XX:+UseSerialGC", "-jar", vnu, "--format", "json", "--stdout", "--skip-info-messages", ...options, ...files]);
  let said = "", complained = "";
  java.stdout.setEncoding("utf8").on("data", (text) => (said += text));
  java.stderr.setEncoding("utf8").on("data", (text) => (complained += text));
  const [status] = await once(java, "close");
  if (!said.startsWith("{")) throw new Error(`the Nu Html Checker ended with ${status}: ${complained || said}`);
  const where = (m) => `${m.url?.split(folder).at(-1)}:${m.lastLine}:${m.lastColumn}`;
  return JSON.parse(said).messages.map((m) => `${where(m)} ${m.subType ?? m.type}: ${m.message} ${m.extract ?? ""}`);
}

async function linted(folder) {
  const found = [];
  const [delivered, scripted] = [config, { ...config, rules: { ...rules, ...ran } }].map((c) => new HtmlValidate(new FileSystemConfigLoader([esmResolver()], c)));
  for (const name of await readdir(folder)) {
    const { results } = await (name.endsWith(".ran.html") ? scripted : delivered).validateFile(join(folder, name));
    found.push(...results.flatMap((r) => r.messages.map((m) => `${name}:${m.line}:${m.column} ${m.ruleId}: ${m.message}`)));
  }
  return found;
}
