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

	FacetModification = "modification"
)

// Facets names every facet, in the order in which a page shows them.
func Facets() []string {
	return []string{FacetKind, FacetGroup, FacetStatus, FacetOwner, FacetYear, FacetModification}
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
	MaxSize  = 100
	// MaxRows is how many hits of a query can be seen.
	MaxRows = MaxPages * PageSize
	// MaxValues is how many values of a facet there are in Results.
	MaxValues = 60
)

// Query is one question. "" means no restriction; Page counts from 1 and 0 means 1.
type Query struct {
	Text   string // words, "phrases", -excluded, ids in any spelling, and qualifiers: see Unfold
	Kind   string
	Group  string
	Status string
	Owner  string
	Year   string // "2021"

	Modification string // "MP122A", in any spelling
	Meeting      string // "OPSG_49", in any spelling: what belongs to it
	From         string // YYYY-MM-DD, inclusive
	To           string // YYYY-MM-DD, inclusive
	Sort         Sort
	By           Grouping
	Page         int
	Size         int  // hits, or groups of them, on a page: at most MaxSize; 0 means PageSize
	All          bool // the first MaxRows hits are one page, whatever Page and Size say
}

// Grouping puts hits together.
type Grouping string

const (
	ByNothing Grouping = ""
	ByMeeting Grouping = "meeting" // Page and Size count meetings then, in the order of the first hit of each
)

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
	// Query is the one that was answered: what qualifiers in its text asked for stands in its fields, as the index
	// spells it where it has it.
	Query Query
	// Offers are the documents whose own id the query is, at most 3: a reader who typed an id wants its page.
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

// Info says what an index holds. Hash is its name: see Hash.
type Info struct {
	Hash      string
	Documents int
}

// QueryError says in a sentence for the reader why a query cannot be answered and what to do instead. It
// never quotes the query.
type QueryError struct{ Sentence string }

func (e *QueryError) Error() string { return e.Sentence }
