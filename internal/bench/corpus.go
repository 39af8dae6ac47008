package main

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"minutebook/index"
	"minutebook/internal/relevance"
	"minutebook/internal/synth"
)

// corpus is what is searched: the content of a made-up archive, and how many documents have each word.
type corpus struct {
	index.Content
	frequent []wordCount // most frequent first
}

type wordCount struct {
	word  string
	count int
}

// documentsPerMeeting is how many a made-up archive has at least, when its site for members is read.
const documentsPerMeeting = 33.9

// corpus makes the content once for all sections. It does not change between runs: synth depends on its seed alone.
func (r *run) corpus() (*corpus, error) {
	if r.made != nil {
		return r.made, nil
	}
	file := filepath.Join(r.dir, fmt.Sprintf("content-%d.json", r.documents))
	c, err := readContent(file)
	if errors.Is(err, fs.ErrNotExist) {
		c, err = r.makeContent(file)
	}
	if err != nil {
		return nil, err
	}
	r.made = &corpus{Content: c, frequent: frequencies(c.Documents)}
	return r.made, nil
}

func (r *run) makeContent(file string) (index.Content, error) {
	archive := filepath.Join(r.dir, "archive")
	defer os.RemoveAll(archive)
	if err := synth.Write(archive, int(float64(r.documents)/documentsPerMeeting)+1, 1, nil); err != nil {
		return index.Content{}, err
	}
	c, err := relevance.Content(context.Background(), archive)
	if err != nil {
		return c, err
	}
	return c, writeContent(file, c)
}

// keptContent is a content in a file.
type keptContent struct {
	Documents []index.Document
	Glossary  []index.Abbreviation
	Names     []index.Suggestion
}

func readContent(file string) (index.Content, error) {
	f, err := os.Open(file)
	if err != nil {
		return index.Content{}, err
	}
	defer f.Close()
	var k keptContent
	err = json.NewDecoder(bufio.NewReader(f)).Decode(&k)
	return index.Content{Documents: k.Documents, Glossary: k.Glossary, Names: k.Names}, err
}

func writeContent(file string, c index.Content) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	return errors.Join(json.NewEncoder(w).Encode(keptContent{c.Documents, c.Glossary, c.Names}), w.Flush(), f.Close())
}

// wordsOf are the words of a document's title and text, each once, that are letters alone: no ids.
func wordsOf(d index.Document) []string {
	words := strings.FieldsFunc(strings.ToLower(d.Title+" "+d.Text), func(r rune) bool { return r < 'a' || r > 'z' })
	slices.Sort(words)
	return slices.Compact(slices.DeleteFunc(words, func(w string) bool { return len(w) < 4 }))
}

// frequencies counts in how many documents each word stands, most frequent first.
func frequencies(docs []index.Document) []wordCount {
	counts := map[string]int{}
	for _, d := range docs {
		for _, word := range wordsOf(d) {
			counts[word]++
		}
	}
	var all []wordCount
	for _, word := range slices.Sorted(maps.Keys(counts)) {
		all = append(all, wordCount{word, counts[word]})
	}
	sortByCount(all)
	slices.Reverse(all)
	return all
}

func sortByCount(all []wordCount) {
	slices.SortStableFunc(all, func(a, b wordCount) int { return cmp.Compare(a.count, b.count) })
}

// near are the words whose number of documents is next to count, nearest first.
func (c *corpus) near(count, words int) []string {
	all := slices.Clone(c.frequent)
	slices.SortStableFunc(all, func(a, b wordCount) int { return cmp.Compare(distance(a.count, count), distance(b.count, count)) })
	var near []string
	for _, w := range all[:min(words, len(all))] {
		near = append(near, w.word)
	}
	return near
}

func distance(a, b int) int { return max(a-b, b-a) }
