// Package lookup turns what the index of a site is made of into files by which a page of the site finds ids and titles
// without any server: static/search.js reads them, and no more of them than a search needs.
//
// Below Folder there are
//
//	start.json      {"rows": 5120, "block": 32, "words": ["a", "inter", …], "ids": ["1", …], "filters": ["group:opsg", …]}
//	words-0.json    {"returns": [12, 3, -4], …}       the rows of a word
//	ids-0.json      {"45 conf 2": [57], …}            the rows of an id in one spelling
//	filters-0.json  {"status:open": [12, 1], …}       the rows of what a form asks for
//	rows-0.json     [["OPSG 49/01", "action", "OPSG 49/01: …", "/actions/opsg-49-01/", "2021-05-24", "OPSG_49", "open"], …]
//
// A row is what a list shows of a document: id, kind, title, address, date, meeting and status, without what is empty at its
// end. Rows are numbered from 0, the oldest first and what has no date last, and within a day backwards, so that a list
// reads them from the highest number down, and a new meeting leaves most as they are. Row n stands in the file n/block.
//
// Words are cut by index.Terms from titles, ids and aliases; ids are index.Keys; a filter is the name of a field of the
// search form, a colon and a value in lower case. Each of the three is sorted by bytes and cut into shards of 8 KB; start.json
// has the first entry of each shard, so whoever looks for a word, or for the beginning of one, knows which to fetch. The
// numbers of an entry's rows are told as steps: n is n rows on, from row -1; -n is the next n rows one by one.
//
// Texts are in none of the files, nor are decisions, which have no name that people know. The files come and go with the
// records: nobody's address.
package lookup

import (
	"fmt"
	"path"
	"slices"

	"minutebook/index"
	"minutebook/internal/generation"
)

// Folder is where the files lie below the root of a site.
const Folder = "search/ids"

// Write writes the files of a site below its root. Their bytes depend on the content alone, and never on its texts.
func Write(c index.Content, www *generation.Folder) error {
	for _, f := range filesOf(c) {
		if err := www.Write(path.Join(Folder, f.name), f.data); err != nil {
			return err
		}
	}
	return nil
}

type file struct {
	name string
	data []byte
}

// start is what a script reads first.
type start struct {
	Rows    int      `json:"rows"`
	Block   int      `json:"block"`
	Words   []string `json:"words"`
	IDs     []string `json:"ids"`
	Filters []string `json:"filters"`
}

func filesOf(c index.Content) []file {
	docs := inOrder(c)
	words, ids, filters := numbered{}, dictionary{}, dictionary{}
	cutter := index.NewCutter()
	for row, d := range docs {
		for _, text := range append(d.Aliases[:len(d.Aliases):len(d.Aliases)], d.ID, d.Title) {
			cutter.Terms(text, func(number int, term string) { words.add(row, number, term) })
		}
		for _, key := range index.Keys(*d) {
			ids.add(row, key)
		}
		asked(d, func(filter []byte) { filters.addBytes(row, filter) })
	}
	s := start{Rows: len(docs), Block: blockFor(len(docs))}
	all := blocks(docs, s.Block)
	for _, of := range []struct {
		name  string
		from  dictionary
		first *[]string
	}{{"words", words.dictionary(), &s.Words}, {"ids", ids, &s.IDs}, {"filters", filters, &s.Filters}} {
		shards, first := of.from.shards()
		*of.first = first
		for i, data := range shards {
			all = append(all, file{fmt.Sprintf("%s-%d.json", of.name, i), data})
		}
	}
	return append(all, file{"start.json", append(encoded(s), '\n')})
}

// blocks are the files of the rows.
func blocks(docs []*index.Document, size int) []file {
	var all []file
	for some := range slices.Chunk(docs, size) {
		data := []byte("[")
		for i, d := range some {
			if i > 0 {
				data = append(data, ",\n"...)
			}
			data = appendRow(data, rowOf(d))
		}
		all = append(all, file{fmt.Sprintf("rows-%d.json", len(all)), append(data, "]\n"...)})
	}
	return all
}
