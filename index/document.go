// Package index turns the documents of one site into a bleve index and answers queries from it. It is the
// only importer of bleve.
//
// An index holds what its site's audience may read and nothing else: it is built in an empty folder from
// documents that were filtered before, never by deleting from a larger one.
package index

// Content is what the index of one site is made of, all of it from one edition.
type Content struct {
	Documents []Document
	Glossary  []Abbreviation
	Names     []Suggestion // what has a page and a name but is no document: owners, standing items
	// Shard names the shard of a document. All of them share their statistics, so that hits and their order are those of
	// one index. nil makes one shard, or one a year of very many documents.
	Shard func(Document) string
}

// Abbreviation is one that the minutes spell out. Either finds the other.
type Abbreviation struct {
	Term      string // "RDP"
	Expansion string // "Registration Data Provider"
}

// Document is one thing that can be found: a meeting, an agenda item, an action, a decision, an incident,
// a modification or a page. It is a plain value, made from an edition alone.
type Document struct {
	ID      string   // "OPSG 49/01"; unique together with Kind and URL
	Kind    string   // meeting, item, action, decision, incident, modification, page
	Title   string   // what a hit shows first
	URL     string   // root-relative, with a fragment where the page is longer than the hit
	Date    string   // YYYY-MM-DD, of the meeting; "" for what has none
	Meeting string   // "OPSG_49"
	Group   string   // "OPSG"
	Groups  []string // the groups of what several discussed; Group may be "" then
	Status  string   // open, closed, unknown; "" for what has none
	Owners  []string // of an action
	Aliases []string // other spellings of ID
	Within  []string // titles of the agenda items that it stands in, by which it is found as well, though it weighs little
	// Mentions are the ids of the records that the text speaks of, canonical, and Modifications those among them that
	// are modifications, with ID itself where it is one.
	Mentions      []string
	Modifications []string
	Text          string // the words, without markup
}
