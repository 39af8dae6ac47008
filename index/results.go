package index

import (
	"html/template"
	"time"
)

// The facets of a Results, and the query parameters of the same names.
const (
	FacetKind   = "kind"
	FacetGroup  = "group"
	FacetStatus = "status"
	FacetOwner  = "owner"
	FacetYear   = "year"
)

// Facets names every facet, in the order in which a page shows them.
func Facets() []string {
	return []string{FacetKind, FacetGroup, FacetStatus, FacetOwner, FacetYear}
}

// Kinds are the kinds of a Document that every archive has, in the order in which a page shows them. An archive may
// have others of its own.
func Kinds() []string {
	return []string{"meeting", "item", "action", "decision", "incident", "modification", "page"}
}

// PageSize is the number of hits on one page of Results, and MaxPages how far a reader can turn them.
const (
	PageSize = 20
	MaxPages = 50
)

// Query is one question. "" means no restriction; Page counts from 1 and 0 means 1.
type Query struct {
	Text   string // words, "phrases", -excluded, ids in any spelling
	Kind   string
	Group  string
	Status string
	Owner  string
	Year   string // "2021"
	From   string // YYYY-MM-DD, inclusive
	To     string // YYYY-MM-DD, inclusive
	Sort   Sort
	Page   int
}

// Sort is the order of the hits.
type Sort string

const (
	SortRelevance Sort = "relevance" // best first, then newest, then by kind and id; also the meaning of ""
	SortDate      Sort = "date"      // newest first, then by kind and id; what has no date comes last
)

// Results are one page of what a query found. Nothing in them depends on anything but the query and the
// documents of the index, except Took.
type Results struct {
	Total int // of all pages
	Took  time.Duration
	Page  int // from 1
	Pages int // at most MaxPages; 0 when nothing was found
	Hits  []Hit
	// Facets holds, for each of the names of Facets, how many documents a reader would find with that
	// value under all other restrictions of the query: most first, then by value. What counts nothing
	// is not listed, except a value that the query asks for.
	Facets map[string][]Value
	// Suggestion is the text of a query that finds something where this one has a word that the index
	// does not know; "" otherwise.
	Suggestion string
	// Partly says that no document has all the words, so that the hits are those that have some.
	Partly bool
}

// Hit is one document of the Results. Absent values are "". Group names all groups of the document.
type Hit struct {
	ID, Kind, Title, URL         string
	Date, Meeting, Group, Status string
	// Snippet is the sentence of the text that answers the query best: escaped HTML whose only elements
	// are <mark>.
	Snippet template.HTML
}

// Value is one value of a facet.
type Value struct {
	Value string
	Count int
}

// Suggestion completes what somebody is typing.
type Suggestion struct{ ID, Kind, Title, URL string }

// Info says what an index holds. Hash is its name: see Hash.
type Info struct {
	Hash      string
	Documents int
}

// QueryError says in a sentence for the reader why a query cannot be answered and what to do instead. It
// never quotes the query.
type QueryError struct{ Sentence string }

func (e *QueryError) Error() string { return e.Sentence }
