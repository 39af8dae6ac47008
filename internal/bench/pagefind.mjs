// Makes Pagefind's index of the records in a file of JSON lines: node pagefind.mjs RECORDS FOLDER
import { createReadStream } from "node:fs";
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
await pagefind.close();
