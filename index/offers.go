package index

import "slices"

// maxOffers is how many documents may have one id before none of them is offered.
const maxOffers = 3

// offers are the documents whose own id the query has, or, if there are none, the ones that it is a part of, or another
// spelling; nil where there are too many.
func (x *Index) offers(clauses []clause) ([]Hit, error) {
	named := onlyID(clauses)
	if named == nil {
		return nil, nil
	}
	rows := named.closest()
	if len(rows) > maxOffers {
		return nil, nil
	}
	slices.SortFunc(rows, func(a, b uint32) int { return int(x.ranks[a]) - int(x.ranks[b]) })
	var all []Hit
	for _, row := range rows {
		h, err := x.hit(row, &plan{})
		if err != nil {
			return nil, err
		}
		all = append(all, h)
	}
	return all, nil
}

// onlyID is the one id among the clauses; nil where there is none, or several, which ask for what connects them.
func onlyID(clauses []clause) *id {
	var only *id
	for _, c := range clauses {
		if c.id == nil || c.not {
			continue
		}
		if only != nil {
			return nil
		}
		only = c.id
	}
	return only
}

// closest are the rows whose key is theirs most exactly.
func (n *id) closest() []uint32 {
	for _, exactly := range []int{isOwn, isPart, isAlias} {
		var rows []uint32
		for row, is := range n.rows {
			if is == exactly {
				rows = append(rows, row)
			}
		}
		if len(rows) > 0 {
			return rows
		}
	}
	return nil
}
