package index

import (
	"context"
	"slices"
)

// id is what a clause names when its terms are the id of documents, in whatever spelling.
type id struct {
	key  string         // under which the documents are found
	rows map[uint32]int // the documents, by how exactly the key is theirs
	full []string       // their ids' own keys, which stand in all that mentions them or belongs to them
	// spellings are the ids and aliases of those documents, so that a snippet marks "ORCM0088" for "MP88".
	spellings [][]string
}

const (
	maxIDWords   = 4 // "opsg 45 conf 02"
	maxSpellings = 16
	maxGlued     = 8 // digits
	maxNamed     = 8 // documents whose spellings are looked up: "12/01" may be an action of every group
)

// resolve joins the clauses that are ids together: first those that the index knows as they are, then those whose numbers
// were written without what stands between them, then those that it knows under another prefix.
func (x *Index) resolve(ctx context.Context, clauses []clause) ([]clause, error) {
	asWritten := func(window []clause) []string {
		all := joined(window)
		if !isTelling(all) && len(window) < len(clauses) || x.keys.find(join(all)) == nil {
			return nil
		}
		return all
	}
	otherPrefix := func(window []clause) []string {
		all := joined(window)
		bare := withoutPrefix(all)
		if len(bare) == len(all) || len(window) > 1 && countNumbers(bare) < 2 || digits(bare) < 3 || x.keys.find(join(bare)) == nil {
			return nil
		}
		return bare
	}
	glued := func(window []clause) []string { return x.unglued(joined(window)) }
	var err error
	for _, find := range []func([]clause) []string{asWritten, glued, otherPrefix} {
		if clauses, err = x.joinIDs(clauses, find); err != nil {
			return nil, err
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	return clauses, nil
}

// unglued takes the last number of terms apart where that makes the one id that the index knows: "opsg4502" is OPSG 45/02. nil
// where there is none, or several.
func (x *Index) unglued(all []string) []string {
	last := len(all) - 1
	if last < 1 || isNumber(all[0]) || !isNumber(all[last]) || len(all[last]) < 3 || len(all[last]) > maxGlued {
		return nil
	}
	var found []string
	for i := 1; i < len(all[last]); i++ {
		parts := append(slices.Clone(all[:last]), terms(all[last][:i]+" "+all[last][i:])...)
		if x.keys.find(join(parts)) == nil {
			continue
		}
		if found != nil {
			return nil
		}
		found = parts
	}
	return found
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
		c := clause{terms: joined(clauses[i : i+n]), id: named, not: clauses[i].not, start: clauses[i].start, end: clauses[i+n-1].end}
		all = append(all, c)
		i += n
	}
	return all, nil
}

// plain counts the clauses at the front that may be parts of an id; an excluded one stands alone.
func plain(clauses []clause) int {
	if len(clauses) > 0 && clauses[0].not && !clauses[0].quoted && clauses[0].id == nil {
		return 1
	}
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
	found := x.keys.find(key)
	for _, one := range found {
		n.rows[reference(one).row()] = reference(one).exactly()
	}
	if len(found) > maxNamed {
		return n, nil
	}
	for _, one := range found {
		d, err := x.load(reference(one).row())
		if err != nil {
			return nil, err
		}
		n.full = append(n.full, join(terms(d.ID)))
		for _, spelling := range append([]string{d.ID}, d.Aliases...) {
			n.spell(terms(spelling))
		}
	}
	return n, nil
}

func (n *id) spell(terms []string) {
	same := func(s []string) bool { return slices.Equal(s, terms) }
	if len(n.spellings) < maxSpellings && hasNumber(terms) && !slices.ContainsFunc(n.spellings, same) {
		n.spellings = append(n.spellings, terms)
	}
}
