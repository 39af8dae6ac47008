// An archive in which somebody wrote every vector into every field that a page may show.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The places of a document by which words of theirs are found on a page. Front matter, addresses, the languages of code and
 * the names of files are places, too. */
export const places = ["venue", "name", "organisation", "item", "paragraph", "list", "quote", "head", "cell", "code", "span", "linktext", "linktitle",
  "alt", "definition", "action", "owner", "status", "update", "decision"];

/** Writes the archive: so many documents, the vectors spread over them. */
export async function writeHostile(vectors, documents) {
  const folder = await mkdtemp(join(tmpdir(), "minutebook-hostile-"));
  const archive = join(folder, "archive");
  await mkdir(join(archive, "content", "papers"), { recursive: true });
  const share = Math.ceil(vectors.length / documents);
  const groups = Math.ceil(documents / 5);
  await writeFile(join(archive, "minutebook.yaml"), settings(vectors, groups));
  for (let i = 0; i < documents; i++) {
    const own = vectors.slice(i * share, (i + 1) * share);
    if (own.length === 0) break;
    await writeFile(join(archive, "content", fileName(i, own[0]) + ".md"), minutes(i, groups, own));
    await writeFile(join(archive, "content", "papers", fileName(i, own[0]) + ".txt"), "A paper.");
  }
  await writeFile(join(archive, "content", "papers", "script.html"), "<p>A paper<script>alert('paper')</script><img src=x onerror=alert('paper')>");
  await writeFile(join(archive, "content", "papers", "script.svg"), `<svg xmlns="http://www.w3.org/2000/svg" onload="alert('svg')"><script>alert('svg')</script></svg>`);
  await writeFile(join(archive, "content", "about.md"), page(vectors));
  return { folder, archive, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }) };
}

const fileName = (i, vector) => `d${i} ${vector.replaceAll(/[/\0]/g, "_").slice(0, 60)}`.trim();

const yaml = (value) => JSON.stringify(value); // strings of JSON are strings of YAML

function settings(vectors, groups) {
  const some = (from, n) => vectors.slice(from, from + n).join(" ");
  const lines = [`title: ${yaml("Hostile " + some(0, 3))}`, `description: ${yaml(some(3, 6))}`, "footer:"];
  for (let i = 0; i < 6; i++) lines.push(`  - {text: ${yaml(vectors[i * 11])}, url: ${yaml("https://example.org/?q=" + vectors[i * 13])}}`);
  lines.push("policy:", "  levels:", `    - {name: ${yaml("Open " + vectors[7])}, aliases: [Clear], online: true, audience: ${yaml(some(20, 2))}, sentences: [may be published]}`, "    - {name: Closed}",
    "sites:", "  - {name: public, clearance: Clear, drafts: kept, people: names}", "groups:");
  const share = Math.ceil(vectors.length / groups);
  for (let i = 0; i < groups; i++) lines.push(`  - {id: G${i}X, name: ${yaml(`Group ${i} ` + vectors.slice(i * share, i * share + Math.min(share, 6)).join(" "))}}`);
  lines.push("kinds:");
  for (let i = 0; i < 8; i++) {
    lines.push(`  - {kind: k${i}, pattern: '\\bK${i}-(\\d+)\\b', label: ${yaml("One " + vectors[i * 3 + 30])}, plural: ${yaml("Many " + vectors[i * 3 + 31])}, page: true, url: ${yaml("https://example.org/{id}?x=" + vectors[i * 3 + 32])}}`);
  }
  lines.push("withdrawn:");
  for (let i = 0; i < 20; i++) lines.push(`  - {address: /meetings/gone-${i}/, level: Clear, reason: ${yaml(some(i * 15, 15))}}`);
  return lines.join("\n") + "\n";
}

/** A document: every place has the vectors one after the other, each in a block of its own where the place is a block. */
function minutes(i, groups, own) {
  const at = (place, v) => `${place}${i} ${v}`;
  const cell = (text) => text.replaceAll("|", "\\|");
  const all = own.join(" ");
  const number = i + 1;
  return `---
group: G${i % groups}X
number: ${number}
date: 2024-03-${String((i % 28) + 1).padStart(2, "0")}
title: ${yaml(all)}
document: ${yaml(`G${i % groups}X_${number}_1203`)}
venue: ${yaml(at("venue", all))}
---
This document is classified as **Clear**. It may be published.

Final Minutes

Attendees:

| Representing | Name |
|--|--|
${own.map((v) => `| ${cell(at("organisation", v))} | ${cell(at("name", v))} |`).join("\n")}

${own.map((v, k) => `## ${k + 1}. ${at("item", v)}

${at("paragraph", v)}

The group **AGREED** ${at("decision", v)}${k === 0 ? ` about K${i % 8}-${number}` : ""}.

- ${at("list", v)}

> ${at("quote", v)}

| ${cell(at("head", v))} | B |
|--|--|
| ${cell(at("cell", v))} | ${cell(v)} |

The Big${i} Mill ${at("definition", v)} Thing (BMT${i}) and Big Old ${v} Wheel (BOW).

${v}

<p>${v}</p>

<!-- ${v} -->

\`span${i} ${v}\`

\`\`\`${v.replaceAll("`", "")}
${at("code", v)}
\`\`\`

[${at("linktext", v)}](https://example.org/?a=${encodeURIComponent(v)} "${at("linktitle", v).replaceAll('"', '\\"')}")
[x](<${v.replaceAll(/[<>]/g, (c) => "\\" + c)}>) [y](${v}) <${v}>

![${at("alt", v)}](<${v.replaceAll(/[<>]/g, (c) => "\\" + c)}>) ![z](${v}) [r${k}][r${k}]

[r${k}]: ${v}
`).join("\n")}

[paper](<papers/${fileName(i, own[0]).replaceAll(/[<>\\%#?&]/g, (c) => "%" + c.charCodeAt(0).toString(16))}.txt>) [hostile](papers/script.html) [drawing](papers/script.svg)

## ${own.length + 1}. Actions

${own.filter((_, k) => k % 2 === 0).map((v, k) => `ACTION G${i % groups}X ${number}/${String(k + 1).padStart(2, "0")}: The Owner${i} to ${at("action", v)} by 30 April.`).join("\n\n")}

| Action ID | Action | Date Raised | Target Date | Owner | Status |
|--|--|--|--|--|--|
${own.filter((_, k) => k % 2 === 1 || own.length === 1).map((v, k) => `| G${i % groups}X ${number}/${50 + k} | ${cell(at("action", v))} | 01/03/2024 | ${cell(v)} | ${cell(at("owner", v))} | ${cell(at("status", v))} |
| ${cell(at("update", v))}. Status: Open. | | | | | |`).join("\n")}
`;
}

const page = (vectors) => `---
kind: page
level: Clear
title: ${yaml("About " + vectors.slice(0, 10).join(" "))}
---
# ${vectors[11]}

${vectors.map((v) => `About: ${v}`).join("\n\n")}
`;
