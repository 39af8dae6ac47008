package finding

const withheld = "The document reaches nobody: it is on no site."

// levelRules are about who may read a document.
var levelRules = []Rule{
	{
		Code: "no-level", Severities: one(Error), Title: "no classification is given",
		About:     "Neither a banner nor front matter says who may read the document. Nothing is guessed, since a wrong guess shows it to everybody.",
		Help:      "Write a banner near the top, such as: This document is classified as White. A page that is no minutes gives `level:` in its front matter.",
		Meanwhile: withheld,
	},
	{
		Code: "unknown-level", Severities: one(Error), Title: "the level is none of the policy's",
		About:     "The banner or the front matter names a level that the archive's policy does not list, so nobody can tell who may read the document.",
		Help:      "Use the name or an alias of a level of the policy, or add the level to `policy.levels` in minutebook.yaml.",
		Meanwhile: withheld,
	},
	{
		Code: "level-contradiction", Severities: one(Error), Title: "the banner and other words disagree about the level",
		About:     "The banner gives one level; its sentence, a second banner, front matter or words about publication are those of another.",
		Help:      "Make them agree: correct the level or the words.",
		Meanwhile: withheld,
	},
	{
		Code: "banner-in-the-text", Severities: one(Error), Title: "the only classification stands in the middle of the text",
		About:     "A banner belongs before the people and the agenda. One that stands among the text may speak of another document.",
		Help:      "Put the banner at the top of the document.",
		Meanwhile: withheld,
	},
	{
		Code: "unlisted-sentence", Severities: one(Warning), Title: "the banner's sentence is not one of its level's",
		About:     "The banner names a level that is known, but none of the phrases that the policy lists for it stands in its sentence.",
		Help:      "Correct the sentence, or list its phrase under `sentences` of the level in minutebook.yaml.",
		Meanwhile: "The level holds.",
	},
	{
		Code: "stricter-part", Severities: one(Warning), Title: "a mark for the whole document is stricter than its banner",
		About:     "A mark such as [RED] in the head or in a running line is for the whole document, and it is stricter than the banner.",
		Help:      "Make banner and mark agree. To mark a part alone, put the mark before its words or into the heading of its item.",
		Meanwhile: "The whole document is as strict as the mark.",
	},
	{
		Code: "unknown-mark", Severities: one(Error), Title: "a mark in brackets names no level",
		About:     "Capitals in square brackets, or a sentence that classifies a part, look like a mark but are no level of the policy. What they mark cannot be told.",
		Help:      "Use the name of a level. If it is no mark, write a backslash before the bracket.",
		Meanwhile: "What it marks is withheld from everybody; the rest of the document stands.",
	},
	{
		Code: "level-spelling", Severities: one(Error), Title: "a level is spelt with letters that only look like its own",
		About:     "A level stands there in letters of another alphabet, set apart, or with characters between them that nobody sees. A reader takes it for a level; a search for it does not find it.",
		Help:      "Type the level anew.",
		Meanwhile: "What it marks, or the document whose banner it is, is withheld from everybody.",
	},
	{
		Code: "marks-differ", Severities: one(Warning), Title: "one place has marks of two levels",
		About:     "Two marks with different levels stand on the same words.",
		Help:      "Keep the mark that holds.",
		Meanwhile: "The stricter holds.",
	},
	{
		Code: "mark-without-brackets", Severities: one(Advice), Title: "a level before or after a text is read as its mark",
		About:     "A text begins with a level in capitals and a colon, or has one in round brackets at an end. It may be a mark, and it may say how something stands.",
		Help:      "Write the level in square brackets if it is a mark. If it is none, use other words.",
		Meanwhile: "The text is withheld from those who may not read that level.",
	},
	{
		Code: "mark-alone", Severities: one(Advice), Title: "a mark stands on a line of its own in the middle of the text",
		About:     "A mark that stands alone is for the block attached below it. Where there is none, it cannot be told how far it reaches.",
		Help:      "Put the mark before the words it is for, or into the heading of its item.",
		Meanwhile: "All that follows in its item is marked.",
	},
	{
		Code: "draft-and-final", Severities: one(Warning), Title: "the minutes are called final and draft",
		About:     "The head calls the minutes final, and another word of it says that they are not.",
		Help:      "Make the words agree.",
		Meanwhile: "The document is taken as a draft.",
	},
}

// hiddenRules are about what is in a document and shown to nobody.
var hiddenRules = []Rule{
	{
		Code: "comment-looks-empty", Severities: one(Warning), Title: "a comment looks empty but may not be meant so",
		About:     "`<!-->` is an empty comment to Markdown, but an end of a comment follows further below: somebody may have meant to hide what stands between.",
		Help:      "Write `<!--` before what is to be hidden and `-->` after it.",
		Meanwhile: "Everything up to the later end is hidden.",
	},
	{
		Code: "comment-not-closed", Severities: one(Error), Title: "a comment is not closed",
		About:     "A comment opens and no end of it follows.",
		Help:      "Close it with `-->`.",
		Meanwhile: "Everything after its beginning is hidden.",
	},
	{
		Code: "hidden-element", Severities: one(Warning), Title: "an element is hidden",
		About:     "An HTML element has an attribute or a style by which a browser would not show it.",
		Help:      "Take the attribute away to show what is in it, or take the element out.",
		Meanwhile: "Nothing in the element is shown.",
	},
	{
		Code: "hidden-not-closed", Severities: one(Error), Title: "a hidden element is not closed",
		About:     "A hidden HTML element begins and its end does not follow.",
		Help:      "Close the element, or take its attribute away.",
		Meanwhile: "Everything after its beginning is hidden.",
	},
	{
		Code: "control-character", Severities: one(Warning), Title: "a character that no page can carry",
		About:     "A control character, or one that turns the direction of writing, stands in the text. Converters leave them behind; they can also make words look like others.",
		Help:      "Delete the character.",
		Meanwhile: "The character is left out; the words stay.",
	},
	{
		Code: "front-matter-not-closed", Severities: one(Error), Title: "front matter is not closed",
		About:     "The first line begins front matter, and no line of three hyphens ends it.",
		Help:      "End it with a line of `---`.",
		Meanwhile: "Nothing in it is taken, and the document reaches nobody.",
	},
	{
		Code: "front-matter-misplaced", Severities: one(Error), Title: "front matter stands where it is not read",
		About:     "Lines that look like front matter stand below the first line, or a second block of them follows.",
		Help:      "Write one block between lines of `---` that starts on the first line.",
		Meanwhile: withheld,
	},
	{
		Code: "front-matter-broken", Severities: one(Error), Title: "front matter cannot be read",
		About:     "What stands between the lines of three hyphens is not YAML of the plain kind, a key given twice included.",
		Help:      "Write one `key: value` on each line.",
		Meanwhile: withheld,
	},
	{
		Code: "front-matter-key", Severities: one(Warning), Title: "front matter has a key that is not known",
		About:     "Front matter may state level, group, number, document, title, date, start, end, venue, version, series and kind. Other keys say nothing here.",
		Help:      "Correct the key, or take it out.",
		Meanwhile: "The key is left out.",
	},
}
