package minutes

import (
	"cmp"
	"reflect"
	"slices"
)

// Retelling says which blocks of an outline stand for those of a former one. Items stand for each other in order.
type Retelling struct {
	Blocks map[*Block]*Block // by the former
}

// Retells compares an outline with a later one of the same document. ok is true where that tells the same: of the same meeting the same
// agenda, actions, decisions, references and terms, in blocks of the same words as far as outlines keep them, so that linking it could come
// to nothing else. Lines, columns, the ids of blocks and all that linking does not read may be others.
func (m *Minutes) Retells(now *Minutes) (r Retelling, ok bool) {
	if !m.IsOutline() || !now.IsOutline() {
		return r, false
	}
	c := retelling{Retelling{map[*Block]*Block{}}, map[*Block]*Block{}}
	return c.Retelling, c.minutes(m, now)
}

// retelling is a Retelling in the making.
type retelling struct {
	Retelling
	former map[*Block]*Block // by the block of now
}

func (r retelling) minutes(was, now *Minutes) bool {
	return was.File == now.File && was.Meeting == now.Meeting && was.StrictestLevel() == now.StrictestLevel() &&
		was.Classification.Level == now.Classification.Level && was.Classification.Strictest == now.Classification.Strictest &&
		slices.EqualFunc(was.Preamble, now.Preamble, r.block) && slices.EqualFunc(was.Items, now.Items, r.item) &&
		slices.EqualFunc(was.References, now.References, r.reference) &&
		slices.EqualFunc(was.Raised, now.Raised, r.action) && slices.EqualFunc(was.Updated, now.Updated, r.action) &&
		slices.Equal(inPlace(was), inPlace(now)) &&
		slices.EqualFunc(was.Decisions, now.Decisions, r.decision) && slices.EqualFunc(was.Glossary, now.Glossary, r.term) &&
		reflect.DeepEqual(was.Incidents, now.Incidents) && reflect.DeepEqual(was.Modifications, now.Modifications) &&
		slices.EqualFunc(was.Attendance, now.Attendance, sameName) && slices.EqualFunc(was.Apologies, now.Apologies, sameName) &&
		slices.EqualFunc(was.Next, now.Next, sameDay)
}

func sameName(was, now Attendee) bool { return was.Name == now.Name }

func sameDay(was, now NextMeeting) bool { return was.Date == now.Date && was.Series == now.Series }

// block says whether two blocks can stand for each other, and notes it. One stands for no more than one.
func (r retelling) block(was, now *Block) bool {
	if was == nil || now == nil {
		return was == now
	}
	if r.former[now] != nil || r.Blocks[was] != nil {
		return r.former[now] == was && r.Blocks[was] == now
	}
	r.former[now], r.Blocks[was] = was, now
	return was.Kind == now.Kind && was.Role == now.Role && was.Level == now.Level && (was.ID == "") == (now.ID == "") && was.Text() == now.Text() &&
		slices.EqualFunc(was.Blocks, now.Blocks, r.block)
}

func (r retelling) item(was, now *Item) bool {
	return was.Number == now.Number && was.Title == now.Title && was.Level == now.Level && was.Stub == now.Stub && r.block(was.Head, now.Head) &&
		slices.EqualFunc(was.Blocks, now.Blocks, r.block) && slices.EqualFunc(was.Items, now.Items, r.item) && slices.EqualFunc(was.Tail, now.Tail, r.block)
}

func (r retelling) reference(was, now Reference) bool {
	same := r.block(was.Block, now.Block)
	for _, ref := range []*Reference{&was, &now} {
		ref.Block, ref.Line, ref.Column = nil, 0, 0
	}
	return same && was == now
}

func (r retelling) action(was, now Action) bool {
	same := r.block(was.Block, now.Block) && r.block(was.UpdateRow, now.UpdateRow)
	for _, a := range []*Action{&was, &now} {
		a.Block, a.UpdateRow, a.Line, a.Column = nil, nil, 0, 0
	}
	return same && reflect.DeepEqual(was, now)
}

func (r retelling) decision(was, now Decision) bool {
	same := r.block(was.Block, now.Block)
	for _, d := range []*Decision{&was, &now} {
		d.Block, d.Line, d.Column = nil, 0, 0
	}
	return same && was == now
}

func (r retelling) term(was, now Term) bool {
	same := r.block(was.Block, now.Block)
	for _, t := range []*Term{&was, &now} {
		t.Block, t.Line = nil, 0
	}
	return same && was == now
}

// inPlace is the order in which the actions of a document are told of, Raised first, as numbers.
func inPlace(m *Minutes) []int {
	all := slices.Concat(m.Raised, m.Updated)
	told := make([]int, len(all))
	for i := range told {
		told[i] = i
	}
	slices.SortStableFunc(told, func(i, j int) int {
		return cmp.Or(cmp.Compare(all[i].Line, all[j].Line), cmp.Compare(all[i].Column, all[j].Column))
	})
	return told
}
