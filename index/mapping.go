package index

import (
	"slices"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/whitespace"
	"github.com/blevesearch/bleve/v2/mapping"
	api "github.com/blevesearch/bleve_index_api"
)

// schema names the meaning of the fields below, of the analysis and of the tables; an index of another one is not opened.
const schema = 2

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

// row is a Document as bleve indexes it: the values of its fields, a string or strings, those that it has.
type row map[string]any

func (r row) put(field, value string) {
	if value != "" {
		r[field] = value
	}
}

// length is how many terms a scored field has.
func (r row) length(field string) int {
	text, _ := r[field].(string)
	return len(strings.Fields(text))
}

// newMapping has bleve take the terms as they come: the analysis is ours alone, so that the text of an
// index, of a query and of a snippet cannot be cut differently.
func newMapping() (mapping.IndexMapping, error) {
	m := bleve.NewIndexMapping()
	err := m.AddCustomAnalyzer("terms", map[string]any{"type": custom.Name, "tokenizer": whitespace.Name})
	if err != nil {
		return nil, err
	}
	m.ScoringModel = api.BM25Scoring
	doc := bleve.NewDocumentStaticMapping()
	for _, f := range scoredFields() {
		doc.AddFieldMappingsAt(f, textField(f == fieldWords))
	}
	for _, f := range []string{fieldKind, fieldGroup, fieldStatus, fieldOwner, fieldDate} {
		doc.AddFieldMappingsAt(f, valueField(true))
	}
	for _, f := range []string{fieldKey, fieldMentions, fieldIn, fieldConcept, fieldYear, fieldModification} {
		doc.AddFieldMappingsAt(f, valueField(false))
	}
	for _, f := range []string{storedID, storedHeading, storedURL, storedMeeting, storedAlias, storedText, storedWithin} {
		doc.AddFieldMappingsAt(f, storedField())
	}
	m.DefaultMapping = doc
	return m, nil
}

func textField(positions bool) *mapping.FieldMapping {
	return &mapping.FieldMapping{Type: "text", Analyzer: "terms", Index: true, IncludeTermVectors: positions}
}

func valueField(store bool) *mapping.FieldMapping {
	return &mapping.FieldMapping{Type: "text", Analyzer: keyword.Name, Index: true, Store: store}
}

func storedField() *mapping.FieldMapping {
	return &mapping.FieldMapping{Type: "text", Store: true}
}

// rowOf needs to know the other documents, whose ids the text may name, and the glossary.
func rowOf(d Document, known *naming) row {
	title, text := terms(d.Title), terms(d.Text)
	all := append(title[:len(title):len(title)], text...)
	r := row{
		fieldKey:     Keys(d),
		fieldGroup:   groupsOf(d),
		fieldOwner:   distinct(slices.Clone(d.Owners)),
		fieldConcept: known.conceptsIn(all),

		fieldMentions:     known.mentions(d, all),
		fieldModification: distinct(slices.Clone(d.Modifications)),

		storedAlias: d.Aliases,
	}
	for field, value := range map[string]string{
		fieldWords: join(all), fieldStems: join(stems(all)),
		fieldTitle: join(stems(title)), fieldAbout: join(stems(about(d))), fieldIn: key(d.Meeting),
		fieldKind: d.Kind, fieldStatus: d.Status, fieldYear: yearOf(d.Date), fieldDate: d.Date,
		storedID: d.ID, storedHeading: d.Title, storedURL: d.URL, storedMeeting: d.Meeting, storedText: d.Text,
		storedWithin: d.innermost(),
	} {
		r.put(field, value)
	}
	return r
}

// innermost is the title nearest to the document that is not its own; "" for none.
func (d Document) innermost() string {
	if n := len(d.Within); n > 0 && d.Within[n-1] != d.Title {
		return d.Within[n-1]
	} else if n > 1 {
		return d.Within[n-2]
	}
	return ""
}

func groupsOf(d Document) []string { return distinct(append([]string{d.Group}, d.Groups...)) }

// about is what a reader knows of a document though its text may not say it.
func about(d Document) []string {
	all := []string{d.Kind, d.Status, d.Group, dateInWords(d.Date)}
	return terms(join(slices.Concat(all, d.Groups, d.Owners, d.Within)))
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
