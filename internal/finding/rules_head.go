package finding

// fileRules are about files that cannot be read as they are.
var fileRules = []Rule{
	{
		Code: "unreadable", Severities: one(Error), Title: "the file cannot be read",
		About:     "The machine refused the file or the folder.",
		Help:      "Mend its permissions, or move it away.",
		Meanwhile: "The other documents are read.",
		Example:   "content/march.md: error: cannot be read: permission denied; mend its permissions, or move it away [unreadable]",
	},
	{
		Code: "link-refused", Severities: one(Error), Title: "a symbolic link is not followed",
		About:     "The link leads nowhere, to itself, to a folder or out of the archive. What a site shows must stand in the archive once.",
		Help:      "Put the document itself into the archive.",
		Meanwhile: "What the link leads to is not read.",
		Example:   "content/march.md: error: is a link to a folder; put the folder itself into the archive [link-refused]",
	},
	{
		Code: "settings", Severities: one(Error), Title: "minutebook.yaml cannot be used",
		About:     "A key is not known, or a value is not of its kind.",
		Help:      "Do what the finding says; README.md lists the keys.",
		Meanwhile: "Nothing is read or built, since the settings say who may read what.",
		Example:   `minutebook.yaml:3:16: error: clearance "Purple" is no level; one of Clear, White, Green, Amber, Red [settings]`,
	},
	{
		Code: "too-large", Severities: one(Error), Title: "the document is larger than any minutes",
		About:     "At most 16 MB are read. A larger file mostly holds pictures that a converter put into the text.",
		Help:      "One document holds one meeting; take out what was embedded.",
		Meanwhile: "The document is not read.",
		Example:   "content/huge.md: error: 16777217 bytes: at most 16777216 are read; one document holds one meeting; take out what was embedded [too-large]",
	},
	{
		Code: "not-utf8", Severities: one(Error), Title: "the text is not UTF-8",
		About:     "Some byte is part of no character in UTF-8; an older word processor may have written it.",
		Help:      "Save the text as UTF-8.",
		Meanwhile: "The document is not read.",
		Example:   "content/old.md:12:7: error: byte 0x96 is not UTF-8; save the text as UTF-8 [not-utf8]",
	},
	{
		Code: "binary", Severities: one(Error), Title: "the file is no text",
		About:     "It holds a zero byte, as Word documents, PDF files and pictures do.",
		Help:      "Put Markdown into the archive, not the document that it was made from.",
		Meanwhile: "The document is not read.",
		Example:   "content/march.md:1:1: error: a zero byte: this is no text; put Markdown here, not the document it was made from [binary]",
	},
	{
		Code: "too-tangled", Severities: one(Error), Title: "the Markdown is too tangled to be read",
		About:     "Brackets, quotes or lists stand inside each other so deeply that reading them would take for ever. No minutes need that.",
		Help:      "Write the passage more simply: fewer quotes, lists or brackets inside each other.",
		Meanwhile: "The document is read as plain text and reaches nobody.",
	},
	{
		Code: "repeated-document", Severities: one(Error), Title: "the same document stands in the archive twice",
		About:     "Two files hold the same text.",
		Help:      "Remove one of them.",
		Meanwhile: "The first of the two by file name stands.",
	},
	{
		Code: "same-version", Severities: one(Error), Title: "two documents claim to be the same version of a meeting",
		About:     "Both say that they are the same version of the minutes of one meeting, and their texts differ.",
		Help:      "Give one of them another version, or remove it.",
		Meanwhile: "The first of the two by file name stands.",
	},
}

// headRules are about what the head of a document says of its meeting.
var headRules = []Rule{
	{
		Code: "unknown-group", Severities: one(Warning), Title: "the group is none of the archive's",
		About:     "The group that met stands under no `groups` in minutebook.yaml.",
		Help:      "Add it there with its name, or correct the id.",
		Meanwhile: "The group is called as the document calls it.",
	},
	{
		Code: "group-from-file", Severities: one(Warning), Title: "the text does not say which group met",
		About:     "Only the name of the file tells the group.",
		Help:      "Name the group in the title, or give `group:` in front matter.",
		Meanwhile: "The group is read from the file's name.",
	},
	{
		Code: "group-from-title", Severities: one(Warning), Title: "the group is known by its title only",
		About:     "The title names a body that the archive does not list, and nothing gives its short name.",
		Help:      "Add the body to `groups` in minutebook.yaml.",
		Meanwhile: "The group is called by the initials of its name.",
	},
	{
		Code: "document-from-file", Severities: one(Warning), Title: "the text does not give the document's id",
		About:     "Only the name of the file tells the id of the document.",
		Help:      "Write the id beside the date, such as: 24 May 2021, OPSG_49_2405.",
		Meanwhile: "The id is read from the file's name.",
	},
	{
		Code: "no-number", Severities: one(Warning), Title: "the meeting has no number",
		About:     "Neither the head, the file's name nor an action tells which of the group's meetings this is.",
		Help:      "Write the number in the head, or give `number:` in front matter.",
		Meanwhile: "The meeting is named by its date.",
	},
	{
		Code: "number-from-actions", Severities: one(Warning), Title: "the meeting's number is told by its actions only",
		About:     "The head gives no number, and the actions raised are numbered for one.",
		Help:      "Write the number in the head.",
		Meanwhile: "The number is read from the first action.",
	},
	{
		Code: "no-meeting-id", Severities: one(Warning), Title: "which meeting this is cannot be told",
		About:     "The document tells neither a group with a number nor a group with a date.",
		Help:      "Give group and number in the head or in front matter. A page that is no minutes says `kind: page`.",
		Meanwhile: "The meeting is named by its file.",
	},
	{
		Code: "no-date", Severities: one(Warning), Title: "the meeting's date cannot be told",
		About:     "No date stands in the head, or the one in front matter is none.",
		Help:      "Write it under the title, such as: 24 May 2021. In front matter write YYYY-MM-DD.",
		Meanwhile: "The meeting stands before all others, and dates without a year stay words.",
	},
	{
		Code: "date-and-document", Severities: one(Advice), Title: "the date and the document's id differ",
		About:     "The id of the document ends with day and month, and they are not those of the meeting.",
		Help:      "Correct whichever is wrong.",
		Meanwhile: "The date holds.",
	},
	{
		Code: "next-in-the-past", Severities: one(Warning), Title: "the next meeting is announced for a day that is past",
		About:     "The day announced for the next meeting is not after the day of this one.",
		Help:      "Correct the day or its year.",
		Meanwhile: "The announcement is left out of calendars.",
	},
	{
		Code: "next-contradiction", Severities: one(Warning), Title: "a next meeting is announced for one day and was held or announced for another",
		About:     "The minutes announce the next meeting of the series, and the next minutes of the group are those of another day; or two documents announce the same coming meeting for different days.",
		Help:      "Correct the wrong day. A meeting that was moved is announced by the last document before it.",
		Meanwhile: "Each document's announcement is shown as it stands.",
	},
	{
		Code: "near-identical-names", Severities: one(Advice), Title: "two people have almost the same name",
		About:     "Two names differ by a letter, by two letters that changed places or by an initial, stand for the same body and were never at one meeting together. They may be one person, misspelt once.",
		Help:      "Correct the spelling that is wrong. If there are two people, nothing needs doing.",
		Meanwhile: "They are two people.",
	},
}
