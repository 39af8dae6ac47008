package index

import (
	"slices"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/whitespace"
	"github.com/blevesearch/bleve/v2/mapping"
	api "github.com/blevesearch/bleve_index_api"
)

// schema names the meaning of the fields below, of the analysis and of the tables; an index of another one is not opened.
const schema = 3

// The fields of the index. Those of the first group hold terms of analysis.go, already cut, with blanks
// between; those of the second one value each; those of the third are only stored.
const (
	fieldWords = "words" // title and text, with positions for phrases
	fieldStems = "stems" // their stems
	fieldTitle = "title" // stems of the title alone
	fieldAbout = "about" // stems of what is known but not written: kind, status, owners, date in words, the item it stands in

	fieldKey      = "key"      // see keys
	fieldMentions = "mentions" // keys of the records that the text speaks of
	fieldIn       = "in"       // key of the meeting that the document belongs to
	fieldConcept  = "concept"  // the expansions of what the text abbreviates or spells out
	fieldKind     = "kind"
	fieldGroup    = "group"
	fieldStatus   = "status"
	fieldOwner    = "owner"
	fieldYear     = "year"
	fieldDate     = "date"

	fieldModification = "modification"

	storedID      = "id"
	storedHeading = "heading" // the title as written
	storedURL     = "url"
	storedMeeting = "meeting"
	storedAlias   = "alias"
	storedText    = "text"
	storedWithin  = "within" // the innermost title
)

// scoredFields are those whose lengths take part in the score.
func scoredFields() []string { return []string{fieldWords, fieldStems, fieldTitle, fieldAbout} }

// Words says whether the terms of a field are words of titles and texts, one a term.
func Words(field string) bool { return field == fieldWords }

// Verbatim says whether the terms of a field are not stems of words.
func Verbatim(field string) bool {
	return !slices.Contains([]string{fieldStems, fieldTitle, fieldAbout}, field)
}

// newMapping tells who opens a shard with bleve what its fields are. The analysis is ours alone, so that the text of an
// index, of a query and of a snippet cannot be cut differently.
func newMapping() (mapping.IndexMapping, error) {
	m := bleve.NewIndexMapping()
	err := m.AddCustomAnalyzer("terms", map[string]any{"type": custom.Name, "tokenizer": whitespace.Name})
	if err != nil {
		return nil, err
	}
	m.ScoringModel = api.BM25Scoring
	doc := bleve.NewDocumentStaticMapping()
	for name, o := range fieldOptions {
		f := &mapping.FieldMapping{Type: "text", Index: o.IsIndexed(), Store: o.IsStored(), IncludeTermVectors: o.IncludeTermVectors()}
		switch {
		case slices.Contains(scoredFields(), name):
			f.Analyzer = "terms"
		case o.IsIndexed():
			f.Analyzer = keyword.Name
		}
		doc.AddFieldMappingsAt(name, f)
	}
	m.DefaultMapping = doc
	return m, nil
}

// What bleve does with a value of a field: it is found, or shown, or both; of words it counts where they stand.
const (
	isShown = api.StoreField
	isFound = api.IndexField
	isBoth  = isFound | isShown
	isWords = isFound | api.IncludeTermVectors
)

var fieldOptions = map[string]api.FieldIndexingOptions{
	fieldWords: isWords, fieldStems: isFound, fieldTitle: isFound, fieldAbout: isFound,
	fieldKey: isFound, fieldMentions: isFound, fieldIn: isFound, fieldConcept: isFound, fieldYear: isFound, fieldModification: isFound,
	fieldKind: isBoth, fieldGroup: isBoth, fieldStatus: isBoth, fieldOwner: isBoth, fieldDate: isBoth,
	storedID: isShown, storedHeading: isShown, storedURL: isShown, storedMeeting: isShown, storedAlias: isShown, storedText: isShown, storedWithin: isShown,
}

// innermost is the title nearest to the document that is not its own; "" for none.
func (d *Document) innermost() string {
	if n := len(d.Within); n > 0 && d.Within[n-1] != d.Title {
		return d.Within[n-1]
	} else if n > 1 {
		return d.Within[n-2]
	}
	return ""
}

func groupsOf(d *Document) []string { return distinct(append([]string{d.Group}, d.Groups...)) }

// about is what a reader knows of a document though its text may not say it.
func about(d *Document) string {
	all := []string{d.Kind, d.Status, d.Group, dateInWords(d.Date)}
	return join(slices.Concat(all, d.Groups, d.Owners, d.Within))
}

func dateInWords(date string) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return ""
	}
	return t.Format("2 January 2006")
}

func yearOf(date string) string {
	if len(date) < 4 {
		return ""
	}
	return date[:4]
}
