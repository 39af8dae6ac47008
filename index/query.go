package index

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

// How many hits, groups and values there are at most.
const (
	PageSize  = 20                  // hits on one page of Results, unless Query.Size says otherwise
	MaxPages  = 50                  // how far a reader can turn them
	MaxSize   = 100                 // of a page
	MaxRows   = MaxPages * PageSize // how many hits of a query can be seen
	MaxValues = 60                  // of a facet in Results
)

// Sort is the order of the hits.
type Sort string

const (
	SortRelevance Sort = "relevance" // best first, then newest, then by kind and id; also the meaning of ""
	SortDate      Sort = "date"      // newest first, then by kind and id; what has no date comes last
)

// Grouping puts hits together.
type Grouping string

const (
	ByNothing Grouping = ""
	ByMeeting Grouping = "meeting" // Page and Size count meetings then, in the order of the first hit of each
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

// facet is what the query asks of a facet.
func (q Query) facet(name string) string {
	if at := q.field(name); at != nil {
		return *at
	}
	return ""
}

// field is the field that a facet, or another qualifier of the same name, restricts.
func (q *Query) field(name string) *string {
	switch name {
	case FacetKind:
		return &q.Kind
	case FacetGroup:
		return &q.Group
	case FacetStatus:
		return &q.Status
	case FacetOwner:
		return &q.Owner
	case FacetYear:
		return &q.Year
	case FacetModification:
		return &q.Modification
	case "meeting":
		return &q.Meeting
	}
	return nil
}

// spelt is the query with the values of its fields as the index spells them.
func (x *Index) spelt(q Query, f filter) Query {
	for i, name := range Facets() {
		if w := f.wanted[i]; w.set && w.known {
			*q.field(name) = f.columns[i].values[w.slot]
		}
	}
	if f.meeting.set && f.meeting.known {
		q.Meeting = f.in.values[f.meeting.slot]
	}
	return q
}
