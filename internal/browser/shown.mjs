// What each kind of page answers, for docs/pages.md: names of kinds.mjs, in the order in which a reader meets them.
import { kinds } from "./kinds.mjs";

const answers = {
  home: "What is new, what is open, and when they meet next; the search is the first thing on it.",
  group: "What a group is, when it met and meets again, and what it still owes.",
  meeting: "What a meeting decided and asked for, then its complete minutes, with the agenda beside them.",
  "meeting-portions": "Minutes of which parts are for fewer readers: what is stricter is marked where it stands.",
  changes: "What a meeting changed: actions opened, closed and moved, and what it was the first to speak of.",
  "changes-latest": "What the newest meeting of each group changed.",
  redline: "What became of a draft: the final minutes with what was struck out and put in.",
  source: "The Markdown that a page was made of, with numbers of lines and what was found in them.",
  action: "What somebody is to do and by when, whether it is done, and each meeting that spoke of it.",
  incident: "What is said of an incident, meeting by meeting, and which others it is related to.",
  modification: "What is said of a change to the rules, under each of the names it went by.",
  meetings: "Every meeting, newest first.",
  actions: "Every action, by owner, status, group and year; each view has an address, a CSV and a feed.",
  "actions-overdue": "What is late.",
  incidents: "Every incident, by when it was last discussed.",
  decisions: "Every decision in its own sentence, by verb.",
  owner: "What one organisation or person owes, with dates to put into a calendar.",
  thread: "One standing item of the agenda, from meeting to meeting.",
  plots: "The record in figures, with the numbers behind each drawing.",
  glossary: "What an abbreviation means, and where it was first spelt out.",
  "search-results": "Where something is said; what is known by that name comes first.",
  "search-nothing": "What to try when nothing is found.",
  about: "What this archive is, and who may read what.",
  "not-found": "An address that leads nowhere offers a search, and repeats nothing.",
};

/** The kinds of page that the page of docs/ shows: each with its answer. */
export const shown = Object.entries(answers).map(([name, answer]) => ({ ...kinds.find((k) => k.name === name), answer }));

/** docs/pages.md. */
export const page = () => `# The pages

Readers come with a question. Each page answers one on its first screen, in words, and then shows the record. These are pages of the
demo archive, as its members see them; \`make run\` serves them, and \`make shots\` makes these pictures and this page.
${shown.map(({ name, path, answer }) => `
## ${title(name)}

${answer}

![${title(name)}: \`${path}\`](pages/${name}.webp)
`).join("")}`;

const title = (name) => (name[0].toUpperCase() + name.slice(1)).replace("-", ": ").replace("Search: results", "Search").replace("Not: found", "Not found").replace("Search: nothing", "Nothing found");
