package index

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
)

// Own are the words of an index's files and folders that are this package's, or bleve's.
const Own = infoFile + " " + wordsFile + " " + numbersFile + " " + shardFolder + " " + storeFolder + " root.bolt 000000000001.zap index_meta.json"

// The files of an index. A shard is a folder of bleve's, named by its hash.
const (
	infoFile    = "index.json"
	wordsFile   = "tables.txt"
	numbersFile = "tables.bin"
	shardFolder = "shards"
)

// maxShard is how many documents make one index; of more there are shards, by year, and of more than maxYears smaller ones.
const (
	maxShard = 20_000
	maxYears = 100_000
)

// info is what stands in infoFile. Lengths counts the terms of each scored field over all documents, from which BM25's
// mean length is made; bleve itself would take the number of different terms.
type info struct {
	Schema    int            `json:"schema"`
	Hash      string         `json:"hash"`
	Documents int            `json:"documents"`
	Lengths   map[string]int `json:"lengths"`
	Shards    []string       `json:"shards"` // hashes, in the order in which rows are numbered
	Glossary  []Abbreviation `json:"glossary"`
	Names     string         `json:"names"` // the hash of what is suggested and is no document
}

// Place is where an index is built, and what it may be built on.
type Place struct {
	Dir    string // must be absent or empty; if there is a Keep, what is neither kept nor told of is for its owner to remove
	Former string // the folder of an index of the same site that this program built, for what is the same in both; "" for none
	// Keep takes a file of the former index, named below its folder, over into Dir, and says whether it did; nil takes none.
	Keep func(name string) (bool, error)
	// Wrote is told of each file in Dir that was not kept, by its name below it; nil tells nobody.
	Wrote func(name string) error
	// Progress is told how many of the documents are in their shards; from several goroutines, one at a time; nil is told nothing.
	Progress func(done, total int)
}

// Build writes the index of c into dir, which must be absent or empty. It is an error if two documents
// agree in Kind, ID, Date and URL. A Build that fails leaves dir in any state.
func Build(dir string, c Content) (Info, error) { return BuildAt(Place{Dir: dir}, c) }

// BuildAt does so at a place. An index holds the same whatever it was built on, though bleve's files may differ.
func BuildAt(at Place, c Content) (Info, error) {
	if err := at.ready(); err != nil {
		return Info{}, err
	}
	docs := sorted(c.Documents)
	if err := noTwins(docs); err != nil {
		return Info{}, err
	}
	in, err := newBuilder(at, c, docs).build()
	if err != nil {
		return Info{}, fmt.Errorf("building the index: %w", err)
	}
	return Info{in.Hash, in.Documents}, nil
}

// named is the hash of an index: of its shards and of what stands in its tables beside what is in these.
func (in info) named() string {
	h := sha256.New()
	if err := json.NewEncoder(h).Encode([]any{in.Schema, in.Shards, in.Glossary, in.Names}); err != nil {
		panic(err) // plain strings into a hash
	}
	return hex.EncodeToString(h.Sum(nil))
}

func hashOfNames(names []Suggestion) string {
	h := sha256.New()
	for _, n := range names {
		var s summer
		s.text(n.ID, n.Kind, n.Title, n.URL)
		h.Write(s)
	}
	return hex.EncodeToString(h.Sum(nil))
}

func (p Place) ready() error {
	if p.Keep != nil {
		return os.MkdirAll(p.Dir, 0o700)
	}
	return makeEmpty(p.Dir)
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

func noTwins(docs []*Document) error {
	for i := 1; i < len(docs); i++ {
		if compareDocuments(docs[i-1], docs[i]) == 0 {
			return fmt.Errorf("two documents of kind %s have the same id, date and address", docs[i].Kind)
		}
	}
	return nil
}

// keySeparator stands between the parts of a document's key and in none of them.
const keySeparator = "\x1f"

// documentKey is bleve's id of a document.
func documentKey(d *Document) string {
	return strings.Join([]string{d.Date, d.Kind, d.ID, d.URL}, keySeparator)
}

// sorted are documents by date, newest first, then by kind, id and address; what has no date comes last. It is what orders
// documents of the same score.
func sorted(docs []Document) []*Document {
	byDate := map[string][]*Document{}
	for i := range docs {
		byDate[docs[i].Date] = append(byDate[docs[i].Date], &docs[i])
	}
	all := make([]*Document, 0, len(docs))
	dates := slices.Sorted(maps.Keys(byDate))
	for _, date := range slices.Backward(dates) {
		some := byDate[date]
		slices.SortFunc(some, compareDocuments)
		all = append(all, some...)
	}
	return all
}

func compareDocuments(a, b *Document) int {
	if c := strings.Compare(b.Date, a.Date); c != 0 {
		return c
	}
	if c := strings.Compare(a.Kind, b.Kind); c != 0 {
		return c
	}
	if c := strings.Compare(a.ID, b.ID); c != 0 {
		return c
	}
	return strings.Compare(a.URL, b.URL)
}

func join(terms []string) string { return strings.Join(terms, " ") }

// distinct sorts values in place and drops what is empty or stands twice.
func distinct(values []string) []string {
	slices.Sort(values)
	return slices.Compact(slices.DeleteFunc(values, func(v string) bool { return v == "" }))
}
