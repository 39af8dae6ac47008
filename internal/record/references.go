package record

import "minutebook/internal/minutes"

// Name is a record as texts name it, in one spelling. All references that write the same share it.
type Name struct {
	Kind        minutes.Kind
	ID, Written string
}

// Reference is one place where the text of a meeting names a record, whether there is such a record or not.
type Reference struct {
	*Name
	Item     string // number of the item, as the reader of the minutes says; "" in the preamble
	Block    *Spot  // of the block that holds it; nil where that has no address of its own
	Part     int32  // that holds it: an item by its place among all, Preamble, or Apart
	Sentence int32  // that holds it: those of one sentence of a block follow each other, and have the same number
}

// What Reference.Part is beside an item.
const (
	Preamble int32 = -1 // what stands before the agenda
	Apart    int32 = -2 // what stands nowhere, or only repeats or decorates
)
