package index

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2"
)

// The files of an index. A shard is a folder of bleve's, named by its hash.
const (
	infoFile    = "index.json"
	wordsFile   = "tables.txt"
	numbersFile = "tables.bin"
	shardFolder = "shards"
)

// maxShard is how many documents make one index; of more there are shards by year.
const maxShard = 250_000

// info is what stands in infoFile. Lengths counts the terms of each scored field over all documents, from which BM25's
// mean length is made; bleve itself would take the number of different terms.
type info struct {
	Schema    int            `json:"schema"`
	Hash      string         `json:"hash"`
	Documents int            `json:"documents"`
	Lengths   map[string]int `json:"lengths"`
	Shards    []string       `json:"shards"` // hashes, in the order in which rows are numbered
}

// Build writes the index of c into dir, which must be absent or empty. It is an error if two documents
// agree in Kind, ID, Date and URL. A Build that fails leaves dir in any state.
func Build(dir string, c Content) (Info, error) {
	if err := makeEmpty(dir); err != nil {
		return Info{}, err
	}
	c.Documents = sorted(c.Documents)
	if err := noTwins(c.Documents); err != nil {
		return Info{}, err
	}
	in := info{Schema: schema, Documents: len(c.Documents), Lengths: map[string]int{}, Shards: []string{}}
	known := namingOf(c)
	for _, docs := range shardsOf(c) {
		hash, err := writeShard(dir, docs, known, in.Lengths)
		if err != nil {
			return Info{}, fmt.Errorf("building the index: %w", err)
		}
		in.Shards = append(in.Shards, hash)
	}
	in.Hash = hashOf(c, in.Shards)
	if err := writeTables(dir, c, in.Shards); err != nil {
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

// shardsOf deals sorted documents out, shards by name.
func shardsOf(c Content) [][]Document {
	name := c.Shard
	if name == nil {
		name = func(d Document) string { return "" }
		if len(c.Documents) > maxShard {
			name = func(d Document) string { return yearOf(d.Date) }
		}
	}
	byName := map[string][]Document{}
	for _, d := range c.Documents {
		of := name(d)
		byName[of] = append(byName[of], d)
	}
	var all [][]Document
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		all = append(all, byName[name])
	}
	return all
}

// hashOf names an index by its shards and by what stands in its tables beside what is in these.
func hashOf(c Content, shards []string) string {
	h := sha256.New()
	if err := json.NewEncoder(h).Encode([]any{schema, shards, c.Glossary, c.Names}); err != nil {
		panic(err) // plain strings into a hash
	}
	return hex.EncodeToString(h.Sum(nil))
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

// writeShard hands documents to bleve's offline builder and gives the hash that the shard is named by: the same rows
// under the same schema have the same name, though the bytes that bleve writes differ from build to build. Its work files
// go below dir, never where others read.
func writeShard(dir string, docs []Document, known *naming, lengths map[string]int) (hash string, err error) {
	m, err := newMapping()
	if err != nil {
		return "", err
	}
	at := filepath.Join(dir, shardFolder, "new")
	if err := os.MkdirAll(filepath.Dir(at), 0o700); err != nil {
		return "", err
	}
	b, err := bleve.NewBuilder(at, m, map[string]any{"buildPathPrefix": dir})
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	enc := json.NewEncoder(sum)
	for _, d := range docs {
		r := rowOf(d, known)
		if err := errors.Join(enc.Encode([]any{schema, documentKey(d), r}), b.Index(documentKey(d), r)); err != nil {
			return "", errors.Join(err, b.Close())
		}
		for _, f := range scoredFields() {
			lengths[f] += r.length(f)
		}
	}
	if err := b.Close(); err != nil {
		return "", err
	}
	hash = hex.EncodeToString(sum.Sum(nil))
	return hash, os.Rename(at, filepath.Join(dir, shardFolder, hash))
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
