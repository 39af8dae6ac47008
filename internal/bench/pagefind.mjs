// Makes Pagefind's index of the records in a file of JSON lines, and prints how many seconds of the processor it took:
// node pagefind.mjs RECORDS FOLDER
import { createReadStream, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import * as pagefind from "pagefind";

const [records, folder] = process.argv.slice(2);
const { index } = await pagefind.createIndex();
for await (const line of createInterface({ input: createReadStream(records) })) {
  const r = JSON.parse(line);
  const filters = Object.fromEntries(Object.entries(r.filters).map(([name, values]) => [name, (values ?? []).filter((v) => v)]));
  const { errors } = await index.addCustomRecord({ url: r.url, content: r.text, language: "en", meta: { title: r.title }, filters, sort: { date: r.date || "0" } });
  if (errors.length) throw new Error(errors.join("\n"));
}
const { errors } = await index.writeFiles({ outputPath: folder });
if (errors.length) throw new Error(errors.join("\n"));
const { user, system } = process.cpuUsage();
console.log((user + system) / 1e6 + indexer());
await pagefind.close();

// indexer is what the program behind the client took: it is killed, and nobody waits for it, so no parent is told.
function indexer() {
  const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, "utf8").trim().split(" ");
  const ticks = children.map((pid) => readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ").slice(11, 13));
  return ticks.flat().reduce((sum, n) => sum + Number(n), 0) / 100;
}
