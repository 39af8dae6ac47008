package index

import (
	"slices"

	api "github.com/blevesearch/bleve_index_api"
)

// id is what a clause names when its terms are the id of documents, in whatever spelling.
type id struct {
	key  string         // under which the documents are found
	rows map[uint32]int // the documents, by how exactly the key is theirs
	full []string       // their ids' own keys; a meeting's stands in all that belongs to it
	// spellings are the ids and aliases of those documents, so that "MP88" finds where "ORCM0088" is
	// written.
	spellings [][]string
}

// How exactly a key is a document's.
const (
	isAlias = 1 + iota // it is another spelling, or a part of one
	isPart             // it is the document's id without the first letters
	isOwn              // it is the document's id
)

const (
	maxIDWords   = 4 // "opsg 45 conf 02"
	maxSpellings = 16
	maxNamed     = 8 // documents whose spellings are looked up: "12/01" may be an action of every group
)

// resolve joins the clauses that are ids together: first those that the index knows as they are, then
// those that it knows under another prefix.
func (x *Index) resolve(clauses []clause) ([]clause, error) {
	contains, err := x.reader.(api.IndexReaderContains).FieldDictContains(fieldKey)
	if err != nil {
		return nil, err
	}
	known := func(key string) bool {
		ok, err := contains.Contains([]byte(key))
		return ok && err == nil
	}
	asWritten := func(window []clause) []string {
		all := joined(window)
		if !isTelling(all) && len(window) < len(clauses) || !known(join(all)) {
			return nil
		}
		return all
	}
	otherPrefix := func(window []clause) []string {
		all := joined(window)
		bare := withoutPrefix(all)
		if len(bare) == len(all) || len(window) > 1 && countNumbers(bare) < 2 || digits(bare) < 3 || !known(join(bare)) {
			return nil
		}
		return bare
	}
	for _, find := range []func([]clause) []string{asWritten, otherPrefix} {
		if clauses, err = x.joinIDs(clauses, find); err != nil {
			return nil, err
		}
	}
	return clauses, nil
}

// joinIDs replaces the longest runs of plain clauses for which find names a key.
func (x *Index) joinIDs(clauses []clause, find func([]clause) []string) ([]clause, error) {
	var all []clause
	for i := 0; i < len(clauses); {
		n := min(plain(clauses[i:]), maxIDWords)
		var key []string
		for ; n > 0; n-- {
			if key = find(clauses[i : i+n]); key != nil {
				break
			}
		}
		if n == 0 {
			all = append(all, clauses[i])
			i++
			continue
		}
		named, err := x.named(join(key))
		if err != nil {
			return nil, err
		}
		all = append(all, clause{terms: joined(clauses[i : i+n]), id: named})
		i += n
	}
	return all, nil
}

// plain counts the clauses at the front that may be parts of an id.
func plain(clauses []clause) int {
	n := slices.IndexFunc(clauses, func(c clause) bool { return c.quoted || c.not || c.id != nil })
	if n < 0 {
		return len(clauses)
	}
	return n
}

func joined(clauses []clause) []string {
	var all []string
	for _, c := range clauses {
		all = append(all, c.terms...)
	}
	return all
}

// isTelling says whether terms look like an id even among other words: "11" in "11 June" does not.
func isTelling(terms []string) bool {
	return hasNumber(terms) && (len(terms) > 1 || digits(terms) >= 3)
}

func digits(terms []string) int {
	n := 0
	for _, t := range terms {
		if isNumber(t) {
			n += len(t)
		}
	}
	return n
}

// named finds the documents of a key.
func (x *Index) named(key string) (*id, error) {
	n := &id{key: key, rows: map[uint32]int{}}
	var rows []uint32
	err := eachRow(x.reader, fieldKey, key, func(row uint32) error {
		rows = append(rows, row)
		n.rows[row] = isAlias
		return nil
	})
	if err != nil || len(rows) > maxNamed {
		return n, err
	}
	for _, row := range rows {
		d, err := x.load(row)
		if err != nil {
			return nil, err
		}
		n.add(row, d)
	}
	return n, nil
}

func (n *id) add(row uint32, d Document) {
	own := terms(d.ID)
	switch n.key {
	case join(own):
		n.rows[row] = isOwn
	case join(withoutPrefix(own)):
		n.rows[row] = isPart
	}
	n.full = append(n.full, join(own))
	for _, spelling := range append([]string{d.ID}, d.Aliases...) {
		n.spell(terms(spelling))
	}
}

func (n *id) spell(terms []string) {
	same := func(s []string) bool { return slices.Equal(s, terms) }
	if len(n.spellings) < maxSpellings && hasNumber(terms) && !slices.ContainsFunc(n.spellings, same) {
		n.spellings = append(n.spellings, terms)
	}
}
