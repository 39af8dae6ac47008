// Archives of what hardly ever stands in minutes: titles, ids, cells, agendas and meetings that are very long, text from right to
// left, a picture that is not there, a meeting without items, a register without rows and one of very many.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const vocabulary = ("the harbour gate of each unit was lowered by hand and its log said so before anybody asked why a valve that is tested twice a " +
  "year should fail on one quay in four while others which nobody tests have held since they were cast").split(" ");

/** So many words in sentences, the same for the same seed. */
export function prose(count, seed = 1) {
  const said = [];
  for (let i = 0, x = seed; i < count; i++) {
    x = (x * 48271) % 2147483647;
    const word = vocabulary[x % vocabulary.length];
    const first = i % 14 === 0, last = i % 14 === 13 || i === count - 1;
    said.push((first ? word[0].toUpperCase() + word.slice(1) : word) + (last ? "." : ""));
  }
  return said.join(" ");
}

/** A text of exactly so many characters. */
const long = (length, seed) => prose(length, seed).slice(0, length - 1).trimEnd().padEnd(length, "x");

export const actionId = `EXT 1/${"QUAYSIDEGATES".repeat(6).slice(0, 71)} 01`;
export const noticeId = `NTC-${"0123456789ABCDEFGHIJ".repeat(4).slice(0, 76)}`;
export const itemTitle = long(300, 7);
export const pageTitle = long(300, 11);
export const siteTitle = long(300, 13);
export const hebrew = "הקבוצה שמעה שהשער בנמל הורד ביד, ושהיומן של TOG 28/01 אמר זאת לפני שמישהו שאל.";
export const arabic = "سمعت المجموعة أن بوابة المرفأ أُنزلت باليد، وأن السجل ذكر ذلك قبل أن يسأل أحد.";
export const address = `https://example.org/papers/${"a-very-long-folder-name/".repeat(9)}quay.pdf?which=all&of=them`;
export const people = Array.from({ length: 28 }, (_, i) => `Person${i} ${["Ashdown", "Featherstonehaugh-Cholmondeley", "Ng"][i % 3]}`);
export const cells = Array.from({ length: 6 }, (_, i) => prose(120, 100 + i));
export const agenda = Array.from({ length: 40 }, (_, i) => (i % 4 ? `Review ${i} of the quays` : `Review ${i}: ${prose(14, 300 + i).slice(0, -1).toLowerCase()}`));
export const manyRows = 20_000;
const pools = 40;

const policy = `policy:
  levels:
    - {name: Open, online: true, audience: anyone, sentences: [may be published]}
sites:
  - {name: public, clearance: Open, drafts: kept, people: names}
`;
const settings = `title: Extreme minutes
description: An archive of what hardly ever happens.
language: en-GB
${policy}groups:
  - {id: EXT, name: Extremes Group}
kinds:
  - {kind: notice, pattern: '\\bNTC-[0-9A-Z]{4,76}\\b', label: Notice, plural: Notices, page: true}
actions:
  - '\\b(?P<group>[A-Z]{2,10}) (?P<meeting>\\d{1,4})/(?:(?P<part>[A-Z]{2,80}) )?(?P<number>\\d{1,3})\\b'
`;

/** The archive of all that is too long or too strange. */
export const writeExtremes = () =>
  write(settings, {
    "ext_1.md": strange(), "ext_2.md": crowded(), "ext_3.md": endless(), "ext_4.md": head("EXT_4", 4), "about.md": plain(),
    ...Object.fromEntries(Array.from({ length: pools }, (_, i) => [`pool_${i}.md`, pool(i)])),
  });

/** The archive of the meeting of 30,000 words alone. */
export const writeEndless = () => write(settings, { "ext_3.md": endless() });

/** An archive with a meeting of which nothing but its head was written, and a title of 300 characters. */
export const writeBare = () => write(`title: "${siteTitle}"\n${policy}`, { "nil_1.md": head("NIL_1", 1) });

async function write(settings, files) {
  const folder = await mkdtemp(join(tmpdir(), "minutebook-extremes-"));
  const archive = join(folder, "archive");
  await mkdir(join(archive, "content"), { recursive: true });
  await writeFile(join(archive, "minutebook.yaml"), settings);
  for (const name in files) await writeFile(join(archive, "content", name), files[name]);
  return { folder, archive, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }) };
}

const head = (name, day, year = 2025) => `This document is classified as **Open**. It may be published.

Extremes Group Meeting

${day} March ${year}, ${name}_${String(day).padStart(2, "0")}03

10:00 – 12:00

Final Minutes
`;

const attendees = () => `
Attendees:

| Representing | Name |
|--|--|
${people.map((p, i) => `| ${i % 3 ? "" : `Organisation ${i} of the Coastal Suppliers`} | ${p} |`).join("\n")}
`;

function strange() {
  const wide = Array.from({ length: 14 }, (_, i) => i);
  return `${head("EXT_1", 1)}${attendees()}
## 1. ${itemTitle}

${prose(60, 2)}

The EXT **AGREED** that notice ${noticeId} is too long, as ${actionId} says.

ACTION ${actionId}: ${prose(40, 3)}

## 2. From right to left

The chair read out "${hebrew}" and then "${arabic}" and went on.

${hebrew}

${arabic}

- ${hebrew}
- ${arabic}

## 3. ${hebrew}

${hebrew} ${hebrew} ${hebrew}

| ${hebrew.slice(0, 12)} | ${arabic.slice(0, 12)} |
|--|--|
| ${hebrew} | ${arabic} |

## 4. Tables

| ${wide.map((i) => `Column ${i}`).join(" | ")} |
|${wide.map(() => "--").join("|")}|
${[0, 1, 2].map((r) => `| ${wide.map((i) => `${r}.${i} ${["yes", "no objection", "1,204", "see item 3"][(r + i) % 4]}`).join(" | ")} |`).join("\n")}

| Paper | What was said | What was asked |
|--|--|--|
${[0, 2, 4].map((i) => `| EXT/${i} | ${cells[i]} | ${cells[i + 1]} |`).join("\n")}

## 5. Pictures, addresses and words without an end

![The plan of the quay, with the gate marked](papers/nowhere.png)

Read [the paper](${address}) or <${address}>. ${"Llanfairpwll".repeat(17)} is one word.

\`\`\`
${"a-line-of-code-that-does-not-end ".repeat(12)}
\`\`\`

> ${prose(30, 5)}
>
> > ${prose(30, 6)}

- ${prose(8, 21)}
  - ${prose(8, 22)}
    - ${prose(8, 23)}
      - ${prose(8, 24)}
`;
}

/** An agenda of 40 items, of which every fourth has a long title and parts of its own. */
const crowded = () => `${head("EXT_2", 2)}
${agenda.map((title, i) => `${i + 1}. ${title}

${prose(30, 400 + i)}
${i % 4 ? "" : `
${i + 1}.1. First part of it

${prose(20, 500 + i)}

${i + 1}.2. Second part of it

${prose(20, 600 + i)}
`}`).join("\n")}
`;

/** A meeting of 30,000 words, with tables, decisions and actions. */
const endless = () => `${head("EXT_3", 3)}${attendees()}
${Array.from({ length: 30 }, (_, i) => `${i + 1}. Hearing of day ${i + 1}

${Array.from({ length: 8 }, (_, k) => prose(110, 1000 + 10 * i + k)).join("\n\n")}

| Quay | Finding |
|--|--|
${[0, 1, 2, 3].map((k) => `| Quay ${i}-${k} | ${prose(25, 3000 + 10 * i + k)} |`).join("\n")}

The EXT **AGREED** that ${prose(12, 2000 + i).toLowerCase()}

ACTION EXT 3/${String(i + 1).padStart(2, "0")}: ${prose(14, 2500 + i)}
`).join("\n")}
`;

/** A meeting that decided very much. */
const pool = (n) => `${head(`EXT_${n + 101}`, (n % 28) + 1, 1980 + n)}
1. All that was decided

${Array.from({ length: manyRows / pools }, (_, i) => `The EXT **AGREED** on motion ${n * (manyRows / pools) + i}.`).join("\n\n")}
`;

const plain = () => `---
kind: page
level: Open
title: "${pageTitle}"
---
${prose(80, 9)}
`;
