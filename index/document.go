// Package index turns the documents of one site into an index of bleve's and answers queries from it. It is the
// only importer of bleve.
//
// An index holds what its site's audience may read and nothing else: it is built in an empty folder from
// documents that were filtered before, never by deleting from a larger one. Its folder holds
//
//	index.json              what it holds: its hash, its shards in order, the lengths of its texts
//	shards/HASH/            one of bleve's indexes, named by the rows that went into it, and beside it its part of the tables
//	tables.txt, tables.bin  what is kept in memory: words here, numbers there; put together of the parts
//
// Up to 20,000 documents are one shard; of more there is one for each year, one for what has no date, and one for what is
// spoken of in many years; of more than 100,000 one for each quarter, and for the actions of each year. An index may be built on a former one of the same site: a shard of the same name is taken over, and of
// one in which little changed the rows that stay are copied into a new one, in which nothing is left of the others.
//
// # What a query is
//
// A query is words, phrases in quotes, -excluded ones, ids in whatever spelling, and qualifiers (see Query.Unfold). A hit has
// all of them. Where few have all of several words, what lacks one comes behind; where nothing has all, what has half of them
// comes, or any.
//
//	an id     is found by its key: letters and digits apart, small, without leading zeros ("prug 12 conf 2"), with its
//	          letters in front or without, under its own spelling or another. What is called so comes first, then
//	          what mentions it in any spelling, then what belongs to it.
//	a word    is found by its stem; as it is written, and in a title, it weighs more. It is also found in what is known
//	          and not written: kind, status, owners, date in words, titles of the agenda items around.
//	a phrase  is found word by word as it is written.
//	RDP       is found where the archive's glossary says what it stands for, and the other way round.
//
// The score is BM25 of each field, summed; decisions and open actions weigh more; what scores alike comes newest first. Counts
// of a facet are those under all restrictions but its own.
//
// # Why not bleve's own search
//
// bleve keeps dictionaries, postings, positions and stored texts. What a query adds up, it adds up here, term by term, in
// arrays as long as the index (tally): the cost is that of reading postings, and shards score like one index because what a
// term is worth is known before any of its postings is read. Facets are counted in columns (column).
//
// A search is parsed (parse), its ids are recognised (id), its clauses become sources with weights (plan), the sources are
// gathered in a tally (gather), the rows are filtered and counted (filter), put in order (top) and shown (show).
package index

// Content is what the index of one site is made of, all of it from one edition.
type Content struct {
	Documents []Document
	Glossary  []Abbreviation
	Names     []Suggestion // what has a page and a name but is no document: owners, standing items
	// Shard names the shard of a document. All of them share their statistics, so that hits and their order are those of
	// one index. nil makes one shard, or some of very many documents.
	Shard func(Document) string
	// Text gives the texts of documents that have a Stamp and no Text, in order; nil if there are none such. It is called from
	// several goroutines at once, for some documents at a time, and only for those that have to be read.
	Text func([]Document) ([]string, error)
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
	// are modifications, with ID itself where it is one, and the wholes of those that are parts.
	Mentions      []string
	Modifications []string
	Text          string // the words, without markup
	Stamp         Stamp  // of the text; zero where Text is all that there is to know of it
}
