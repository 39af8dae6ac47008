package finding

// textRules are about the text of the minutes: its shape, its items, its decisions and its links.
var textRules = []Rule{
	{
		Code: "item-without-number", Severities: one(Advice), Title: "an agenda item has no number",
		About:     "Other items of the document are numbered and this one is not.",
		Help:      "Number it, so that others can refer to it.",
		Meanwhile: "The item is counted as the one after that before it.",
	},
	{
		Code: "sentence-joined", Severities: one(Warning), Title: "a page break cut a sentence",
		About:     "A paragraph ends without a stop and the next goes on in small letters, as a converter leaves a sentence that ran over a page.",
		Help:      "Join the two paragraphs.",
		Meanwhile: "They are read as one paragraph.",
	},
	{
		Code: "sentence-cut", Severities: one(Warning), Title: "a page break and its footer cut a sentence",
		About:     "Between the two halves of a sentence stands what stood at the foot or the head of a page.",
		Help:      "Take the footer out.",
		Meanwhile: "The two halves are kept as they stand.",
	},
	{
		Code: "table-continued", Severities: []Severity{Warning, Advice}, Title: "a table goes on after a page break",
		About:     "The head of the table is repeated or blank. Where the break stands between an action and its update it is a warning, for a reader might take them for two.",
		Help:      "Take the repeated head out and join the tables.",
		Meanwhile: "They are read as one table.",
	},
	{
		Code: "cells-beyond-columns", Severities: one(Warning), Title: "a row has more cells than its table has columns",
		About:     "Markdown drops such cells. A vertical bar in the text of a cell makes one, too.",
		Help:      "Write a backslash before a bar that is text, or add a column to the head.",
		Meanwhile: "The cells are kept as further cells of the row.",
	},
	{
		Code: "columns-lost", Severities: one(Warning), Title: "a table lost its columns",
		About:     "Rows with vertical bars stand as text because the line of hyphens under the head is missing, the heads of several columns stand in one cell, or a row of an actions table holds its id and all its words in one cell.",
		Help:      "Write the table with one cell for each column, and a line such as `|---|---|` under its head.",
		Meanwhile: "The words are kept where they stand; what they say of an action is not read.",
	},
	{
		Code: "nested-too-deep", Severities: one(Warning), Title: "lists or quotes stand inside each other too deeply",
		About:     "No page can show so many levels of lists or quotes.",
		Help:      "Write it more simply.",
		Meanwhile: "What is deeper is shown on the deepest level there is.",
	},
	{
		Code: "html-shown", Severities: one(Warning), Title: "an HTML tag is shown as text",
		About:     "The tag is none of the few that minutes need, such as `<i>`, `<b>`, `<br>`, `<sup>` and tables.",
		Help:      "Take the tag out, or write what it means in Markdown.",
		Meanwhile: "The tag is shown as the text that it is.",
	},
	{
		Code: "unsafe-link", Severities: one(Warning), Title: "a link's address cannot be carried",
		About:     "The address is neither of the web, of mail or a telephone, nor of a file of the archive, or it holds characters that no address has.",
		Help:      "Correct the address, or take the link away.",
		Meanwhile: "The words of the link are kept, without the link.",
	},
	{
		Code: "broken-link", Severities: one(Warning), Title: "a link leads to nothing in the archive",
		About:     "A link to a file beside the document, to another document, to a place in a document or to a record finds nothing there. Addresses on the web are not asked, and a bare `#`, which converters leave, says nothing.",
		Help:      "Put the file there, or correct the address.",
		Meanwhile: "The link is kept as it stands, or its words without the link.",
	},
	{
		Code: "heading-and-text", Severities: one(Warning), Title: "an item's heading and its text name different incidents",
		About:     "The heading names one incident, and the text below it only others. One of the two is likely a slip.",
		Help:      "Correct the wrong one.",
		Meanwhile: "Both are kept, and both incidents point to the item.",
	},
	{
		Code: "unknown-verb", Severities: one(Advice), Title: "a decision's verb is not a listed one",
		About:     "A word in bold capitals looks like the verb of a decision, but is none of the archive's `verbs`.",
		Help:      "Add it to `verbs` in minutebook.yaml, or take the bold off.",
		Meanwhile: "It is read as a decision.",
	},
	{
		Code: "decision-not-discussed", Severities: one(Warning), Title: "a decision names what was not discussed",
		About:     "The decision names an incident, a modification or another record that nothing else in the minutes speaks of, while the text of its item speaks of others of the kind. A heading that contradicts its text does not count.",
		Help:      "Correct the id, or record the discussion.",
		Meanwhile: "The decision is read as it stands.",
	},
	{
		Code: "date-without-year", Severities: one(Warning), Title: "a date without a year cannot be placed",
		About:     "An action, an incident or the next meeting has a day and a month only, and the meeting's own date, from which the year is counted, cannot be told.",
		Help:      "Write the year, or give the meeting its date.",
		Meanwhile: "The date is left out; its words stay.",
	},
	{
		Code: "no-such-date", Severities: one(Warning), Title: "a date that no calendar has",
		About:     "The text gives a day that its month does not have in that year.",
		Help:      "Correct the day, the month or the year.",
		Meanwhile: "It is read as no date; its words stay.",
	},
	{
		Code: "term-two-meanings", Severities: one(Warning), Title: "an abbreviation is spelt out in two ways",
		About:     "The same abbreviation stands for different words in one document or in two of them.",
		Help:      "Use another abbreviation for one of them, or correct its words.",
		Meanwhile: "The glossary shows every meaning with its place.",
	},
}
