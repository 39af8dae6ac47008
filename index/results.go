package index

import (
	"html/template"
	"time"
)

// Results are one page of what a query found. Nothing in them depends on anything but the query and the
// documents of the index, except Took.
type Results struct {
	Total int // of all pages
	Took  time.Duration
	Page  int // from 1
	Pages int // at most MaxPages; 0 when nothing was found
	Hits  []Hit
	// Query is the one that was answered: what qualifiers in its text asked for stands in its fields, as the index
	// spells it where it has it.
	Query Query
	// Offers are the documents that an id in the query names, at most 3 and newest first; nil where it names more, or has no
	// id or several.
	Offers []Hit
	// Groups are the groups of Hits, which lie one after the other; nil where nothing is grouped.
	Groups []Group
	// Facets holds, for each of the names of Facets, how many documents a reader would find with that
	// value under all other restrictions of the query: most first, then by value. What counts nothing
	// is not listed, except a value that the query asks for; nor is what counts least of more than MaxValues.
	Facets map[string][]Value
	// Suggestion is the text of a query that finds something where this one has a word that the index
	// does not know; "" otherwise.
	Suggestion string
	// Full is how many of Total have all the words. Where they are few, what lacks one of several words comes behind them;
	// where there are none, what has half of the words, or else any: Partly says that.
	Full   int
	Partly bool
}

// Group is the hits of one meeting: at most 3 of them are in Results.Hits. What belongs to none is a group of "".
type Group struct {
	Meeting string // id
	Title   string // of its document, or its id
	URL     string
	Date    string
	Shown   int // hits of the page
	Total   int
}

// Hit is one document of the Results. Absent values are "". Group names all groups of the document.
type Hit struct {
	ID, Kind, Title, URL         string
	Date, Meeting, Group, Status string
	Owners                       []string
	Within                       string // title of the agenda item that it stands in
	// Snippet is the sentence of the text that answers the query best: escaped HTML whose only elements
	// are <mark>.
	Snippet template.HTML
}

// Value is one value of a facet.
type Value struct {
	Value string
	Count int
}

// Suggestion completes what somebody is typing. Its kinds are those of documents, "owner" and "thread".
type Suggestion struct{ ID, Kind, Title, URL string }

// Info says what an index holds. Hash names it by the rows of its documents and by its tables: the same content has
// the same hash.
type Info struct {
	Hash      string
	Documents int
}
