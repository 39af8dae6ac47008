package index

import (
	"fmt"
	"slices"
)

// load reads the stored fields of a row.
func (x *Index) load(row uint32) (Document, error) {
	var d Document
	err := x.visit(row, func(field string, value []byte) { d.set(field, string(value)) })
	return d, err
}

// visit hands out the stored fields of a row; a value is good until f returns.
func (x *Index) visit(row uint32, f func(field string, value []byte)) error {
	i, _ := slices.BinarySearchFunc(x.leaves, row, func(l leaf, row uint32) int {
		if l.base+uint32(l.segment.Count()) <= row {
			return -1
		}
		return 1
	})
	if i == len(x.leaves) {
		return fmt.Errorf("%w: row %d of %d", ErrNotIndex, row, x.rows)
	}
	l := x.leaves[i]
	return l.segment.VisitStoredFields(uint64(row-l.base), func(field string, _ byte, value []byte, _ []uint64) bool {
		f(field, value)
		return true
	})
}

func (d *Document) set(field, value string) {
	switch field {
	case storedID:
		d.ID = value
	case storedHeading:
		d.Title = value
	case storedURL:
		d.URL = value
	case storedMeeting:
		d.Meeting = value
	case storedText:
		d.Text = value
	case storedWithin:
		d.Within = []string{value}
	case storedAlias:
		d.Aliases = append(d.Aliases, value)
	case fieldKind:
		d.Kind = value
	case fieldGroup:
		d.Groups = append(d.Groups, value)
	case fieldStatus:
		d.Status = value
	case fieldDate:
		d.Date = value
	case fieldOwner:
		d.Owners = append(d.Owners, value)
	}
}
