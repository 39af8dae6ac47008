package index

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2"
)

// infoFile stands beside bleve's own files and says what they hold.
const infoFile = "index.json"

// info is that file. Lengths counts the terms of each text field over all documents, from which BM25's
// mean length is made; bleve itself would take the number of different terms.
type info struct {
	Schema    int            `json:"schema"`
	Hash      string         `json:"hash"`
	Documents int            `json:"documents"`
	Lengths   map[string]int `json:"lengths"`
}

// Build writes the index of c into dir, which must be absent or empty. It is an error if two documents
// agree in Kind, ID, Date and URL. A Build that fails leaves dir in any state.
func Build(dir string, c Content) (Info, error) {
	docs := c.Documents
	if err := makeEmpty(dir); err != nil {
		return Info{}, err
	}
	docs = sorted(docs)
	if err := noTwins(docs); err != nil {
		return Info{}, err
	}
	in := info{Schema: schema, Hash: hash(docs), Documents: len(docs), Lengths: map[string]int{}}
	if err := write(dir, docs, in.Lengths); err != nil {
		return Info{}, fmt.Errorf("building the index: %w", err)
	}
	data, err := json.Marshal(in)
	if err != nil {
		return Info{}, err
	}
	if err := os.WriteFile(filepath.Join(dir, infoFile), append(data, '\n'), 0o600); err != nil {
		return Info{}, err
	}
	return Info{in.Hash, in.Documents}, nil
}

// hash names the index of sorted documents: the same documents under the same schema have the same name,
// though the bytes that bleve writes differ from build to build.
func hash(docs []Document) string {
	h := sha256.New()
	enc := json.NewEncoder(h)
	for _, v := range append([]any{schema}, anys(docs)...) {
		if err := enc.Encode(v); err != nil {
			panic(err) // plain strings into a hash
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

func anys(docs []Document) []any {
	all := make([]any, len(docs))
	for i, d := range docs {
		all[i] = d
	}
	return all
}

func makeEmpty(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	if len(entries) > 0 {
		return fmt.Errorf("an index is built in an empty folder, and %s is not empty", dir)
	}
	return nil
}

// write hands the rows to bleve's offline builder. Its work files go below dir, never where others read.
func write(dir string, docs []Document, lengths map[string]int) (err error) {
	if len(docs) == 0 {
		return nil // the builder cannot write an index of nothing
	}
	m, err := newMapping()
	if err != nil {
		return err
	}
	b, err := bleve.NewBuilder(dir, m, map[string]any{"buildPathPrefix": dir})
	if err != nil {
		return err
	}
	for _, d := range docs {
		r := rowOf(d)
		if err := b.Index(documentKey(d), r); err != nil {
			return errors.Join(err, b.Close())
		}
		for _, f := range textFields() {
			lengths[f] += r.terms(f)
		}
	}
	return b.Close()
}

func noTwins(docs []Document) error {
	for i := 1; i < len(docs); i++ {
		if documentKey(docs[i-1]) == documentKey(docs[i]) {
			return fmt.Errorf("two documents of kind %s have the same id, date and address", docs[i].Kind)
		}
	}
	return nil
}

// keySeparator stands between the parts of a document's key and in none of them.
const keySeparator = "\x1f"

// documentKey is bleve's id of a document: what orders documents of the same score.
func documentKey(d Document) string {
	return strings.Join([]string{d.Date, d.Kind, d.ID, d.URL}, keySeparator)
}

// sorted returns docs by date, newest first, then by kind, id and address; what has no date comes last.
func sorted(docs []Document) []Document {
	docs = slices.Clone(docs)
	slices.SortFunc(docs, func(a, b Document) int { return compareKeys(documentKey(a), documentKey(b)) })
	return docs
}

func compareKeys(a, b string) int {
	dateA, restA, _ := strings.Cut(a, keySeparator)
	dateB, restB, _ := strings.Cut(b, keySeparator)
	return cmp.Or(cmp.Compare(dateB, dateA), cmp.Compare(restA, restB))
}

func join(terms []string) string { return strings.Join(terms, " ") }

// distinct sorts values in place and drops what is empty or stands twice.
func distinct(values []string) []string {
	slices.Sort(values)
	return slices.Compact(slices.DeleteFunc(values, func(v string) bool { return v == "" }))
}
