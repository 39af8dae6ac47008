package finding

// addressRules are about addresses that sites had once.
var addressRules = []Rule{
	{
		Code: "address-dropped", Severities: one(Error), Title: "the next build would drop an address of a former one",
		About:     "A former build, named with `--against`, has a page, a paragraph, an item, a table, a feed or a paper that the next build would not have, and the archive does not declare what became of it. Somebody may have linked to it. The same is said where a document is read by fewer people than before, and of a site that the archive no longer has.",
		Help:      "Declare a redirect to where it is now, or a withdrawal with its reason and the level of that. What is below an address is declared with it. If its readers are to find nothing, publish as it is: the address is unknown from then on.",
		Meanwhile: "The address would be answered like any that never was.",
		Example:   `content/march.md: error: /meetings/hwc-07/#p-qtjxuthw of sites public, parties and members would be dropped; declare in minutebook.yaml: redirects: [{from: "/meetings/hwc-07/#p-qtjxuthw", to: ...}], or withdrawn: [{address: "/meetings/hwc-07/#p-qtjxuthw", level: Clear, reason: ...}] [address-dropped]`,
	},
	{
		Code: "redirect-from", Severities: []Severity{Warning, Advice}, Title: "a redirect leads away from what is still there",
		About:     `The address that a redirect leads from is a page that a site still has. Where no site has the redirect this is a warning: it does nothing. Where some do, it is advice: their readers are told of an address that other readers alone may be meant to know.`,
		Help:      "Remove the redirect, or the document that has the address; or give the redirect a level.",
		Meanwhile: "The page stays on the sites that have it; the others have the redirect.",
		Example:   `minutebook.yaml:5:12: warning: /meetings/hwc-07/ is still an address of sites public, parties and members; the redirect leaves nothing; remove it, or what has the address [redirect-from]`,
	},
	{
		Code: "redirect-to", Severities: one(Warning), Title: "a redirect leads to nothing",
		About:     `No site has the page or the file that a redirect leads to; or, for a paragraph, no site has both its page and the target.`,
		Help:      "Have it lead to an address of a site.",
		Meanwhile: "The redirect is on no site.",
		Example:   `minutebook.yaml:4:12: warning: /meetings/hwc-02/ is no address of any site; the redirect leaves nothing; have it lead to a page that is there [redirect-to]`,
	},
	{
		Code: "withdrawn-part", Severities: one(Warning), Title: "a paragraph is withdrawn from a page that is not there",
		About:     `The reason would stand on the page that the paragraph was on, and no site has that page.`,
		Help:      "Withdraw the page: leave out the # and what follows it.",
		Meanwhile: "The reason is on no site.",
		Example:   `minutebook.yaml:8:15: warning: no site has the page of /meetings/hwc-02/#item-3; withdraw the page, without what follows the # [withdrawn-part]`,
	},
	{
		Code: "withdrawn-there", Severities: []Severity{Error, Advice}, Title: "what is declared withdrawn is still there",
		About:     `An address that is declared withdrawn is one that a site still has. Where no site shows the reason this is an error: what was to be gone is still published. Where some do, it is advice: the others may be meant to keep it.`,
		Help:      "Remove the document, mark it with a stricter level, or remove the withdrawal.",
		Meanwhile: "The page stays as it is on the sites that have it.",
		Example:   `minutebook.yaml:7:15: error: /meetings/hwc-09/ is declared withdrawn, and is still an address of sites public, parties and members; remove its document, or the withdrawal [withdrawn-there]`,
	},
}
