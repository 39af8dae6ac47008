package finding

// raisedRules are about the actions that a document raises.
var raisedRules = []Rule{
	{
		Code: "action-prefix", Severities: one(Warning), Title: "an action's prefix is not the group's",
		About:     "The id of an action begins with letters that are no known group's. Where they look like those of the group that met, or the number is this meeting's, it is a slip.",
		Help:      "Correct the id. If it is another body's, add that to `groups`.",
		Meanwhile: "A slip is read as the group's own; any other prefix is kept as written.",
	},
	{
		Code: "action-without-id", Severities: one(Warning), Title: "an action has no id",
		About:     "A line begins with the word ACTION and gives no id.",
		Help:      "Write the id after the word.",
		Meanwhile: "It is counted as the one after the highest number of the meeting.",
	},
	{
		Code: "action-without-words", Severities: one(Warning), Title: "an action does not say what is to be done",
		About:     "The id of an action stands alone, and the paragraph after it is another action or a heading.",
		Help:      "Write what is to be done after the id.",
		Meanwhile: "The action is kept without words.",
	},
	{
		Code: "action-without-owner", Severities: one(Advice), Title: "an action does not say who is to do it",
		About:     "No body or person stands before the verb, and no column gives an owner.",
		Help:      "Begin the action with its owner, such as: The DCC to ...",
		Meanwhile: "The action has no owner and stands under none.",
	},
	{
		Code: "action-without-date", Severities: one(Advice), Title: "an action does not say by when it is to be done",
		About:     "Neither the minutes that raised the action nor a later table gives a date or a meeting by which it is due, and it is not closed.",
		Help:      "Say by when, such as: by 8 March, or: at the next meeting.",
		Meanwhile: "The action is due at no date and never overdue.",
	},
	{
		Code: "due-before-meeting", Severities: one(Warning), Title: "an action is due before the meeting that raised it",
		About:     "The day by which the action is to be done is before the day of the meeting.",
		Help:      "Correct the day or its year.",
		Meanwhile: "The date is kept as written, so that the action is overdue.",
	},
	{
		Code: "action-twice", Severities: one(Warning), Title: "an action stands twice",
		About:     "Two lines of the document raise the same number, or two rows report on it.",
		Help:      "Give one of them another number, or take one out.",
		Meanwhile: "Both are kept; the second is a report on the first.",
	},
	{
		Code: "action-raised-again", Severities: one(Warning), Title: "an action's number was raised before, in another document",
		About:     "An ACTION line uses a number that the minutes of another meeting have given to other words.",
		Help:      "Give the new action a number of this meeting. If it is the same action, report on it in the table.",
		Meanwhile: "The line is a report on the action that has the number.",
	},
	{
		Code: "action-of-other-meeting", Severities: one(Warning), Title: "an action is numbered for another meeting",
		About:     "The action is raised here, and its id holds the number of another meeting.",
		Help:      "Correct the number.",
		Meanwhile: "The id is kept.",
	},
	{
		Code: "action-gap", Severities: one(Warning), Title: "a number is missing among a meeting's actions",
		About:     "The actions of a meeting are numbered one after the other, and between two of them a number is raised in no document. Confidential actions count with the others.",
		Help:      "Correct the numbers, or look for the action that was lost.",
		Meanwhile: "The actions keep their numbers.",
	},
	{
		Code: "request-without-action", Severities: one(Advice), Title: "a request in prose became no action",
		About:     "A sentence asks a known body or person to do something, and no action of the item falls on them or names them.",
		Help:      "Raise an action if the request is to be followed up.",
		Meanwhile: "Nothing: prose is no action.",
	},
}

// reportedRules are about the tables and reports of earlier actions.
var reportedRules = []Rule{
	{
		Code: "row-without-id", Severities: one(Warning), Title: "a row of an actions table has no id",
		About:     "The cell in which the table's other rows hold the id of their action holds none.",
		Help:      "Write the id.",
		Meanwhile: "The row is kept as text only.",
	},
	{
		Code: "report-without-action", Severities: one(Warning), Title: "a row reports on no action",
		About:     "A row that fills the table's width reports on the action before it, and there is none.",
		Help:      "Put the row below its action.",
		Meanwhile: "The row is kept as text only.",
	},
	{
		Code: "unknown-status", Severities: one(Warning), Title: "an action's status is not known",
		About:     "The status is none of the words for open or closed.",
		Help:      "Write Open or Closed, or add the word to `statuses` in minutebook.yaml.",
		Meanwhile: "This report says no status: the action keeps the one that it had before.",
	},
	{
		Code: "action-never-raised", Severities: one(Warning), Title: "a report on an action that was never raised",
		About:     "The number of the action is that of a meeting whose minutes are in the archive, and they raise no action of that number.",
		Help:      "Correct the id in the report, or the minutes that ought to have raised it.",
		Meanwhile: "The action is known from its reports only.",
	},
	{
		Code: "no-such-action", Severities: one(Warning), Title: "the text speaks of an action that was never raised",
		About:     "The number is that of a meeting whose minutes are in the archive. No document raises it or reports on it.",
		Help:      "Correct the id.",
		Meanwhile: "The id is plain text without a link.",
	},
	{
		Code: "action-passed-over", Severities: one(Warning), Title: "an open action is missing from the next table of its series",
		About:     "The action was open when its group last spoke of it, and the next meeting of the same series that went through its actions left it out. Minutes that are more open than those that spoke of it last are right to.",
		Help:      "Add a row for it, or report that it is closed.",
		Meanwhile: "The action stays open, and its page says that it was passed over.",
	},
	{
		Code: "raised-on-another-day", Severities: one(Warning), Title: "a table says that an action was raised on another day",
		About:     "The day on which the table says that the action was raised is not the day of the meeting whose number it has.",
		Help:      "Correct the date in the table.",
		Meanwhile: "The date of the meeting holds.",
	},
}
