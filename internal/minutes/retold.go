package minutes

import (
	"cmp"
	"reflect"
	"slices"
)

// Retold gives an outline the words of a later outline of the same document that tells the same: of the same meeting the same agenda,
// actions, decisions, references and terms, in blocks of the same words that link, so that linking it could come to nothing else. Lines,
// columns, the ids of blocks and all that linking does not read may be others. The outline that it returns is of m's blocks and items, which
// say from then on what those of now do; m itself is not to be used any more. ok is false, and m unchanged, where now tells anything
// else, or one of the two is no outline.
func (m *Minutes) Retold(now *Minutes) (retold *Minutes, ok bool) {
	if !m.IsOutline() || !now.IsOutline() {
		return nil, false
	}
	r := retelling{was: map[*Block]*Block{}, now: map[*Block]*Block{}, items: map[*Item]*Item{}}
	if !r.minutes(m, now) {
		return nil, false
	}
	return r.take(m, now), true
}

// retelling is which blocks and items of two outlines stand for each other.
type retelling struct {
	was   map[*Block]*Block // by the block of now
	now   map[*Block]*Block // by the block that was
	items map[*Item]*Item   // that were, by the item of now
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
	if r.was[now] != nil || r.now[was] != nil {
		return r.was[now] == was && r.now[was] == now
	}
	r.was[now], r.now[was] = was, now
	return was.Kind == now.Kind && was.Role == now.Role && was.Level == now.Level && (was.ID == "") == (now.ID == "") && was.Text() == now.Text() &&
		slices.EqualFunc(was.Blocks, now.Blocks, r.block)
}

func (r retelling) item(was, now *Item) bool {
	r.items[now] = was
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

// take has the blocks and items that were say what those of now do.
func (r retelling) take(m, now *Minutes) *Minutes {
	for of, was := range r.was {
		within := was.Blocks
		*was = *of
		was.Blocks = within
	}
	for of, was := range r.items {
		head, blocks, items, tail := was.Head, was.Blocks, was.Items, was.Tail
		*was = *of
		was.Head, was.Blocks, was.Items, was.Tail = head, blocks, items, tail
	}
	retold := *now
	retold.Preamble, retold.Items = m.Preamble, m.Items
	retold.References = slices.Clone(now.References)
	for i := range retold.References {
		retold.References[i].Block = r.was[retold.References[i].Block]
	}
	retold.Raised, retold.Updated = r.actions(now.Raised), r.actions(now.Updated)
	retold.Decisions = slices.Clone(now.Decisions)
	for i := range retold.Decisions {
		retold.Decisions[i].Block = r.was[retold.Decisions[i].Block]
	}
	retold.Glossary = slices.Clone(now.Glossary)
	for i := range retold.Glossary {
		retold.Glossary[i].Block = r.was[retold.Glossary[i].Block]
	}
	return &retold
}

func (r retelling) actions(all []Action) []Action {
	all = slices.Clone(all)
	for i := range all {
		all[i].Block, all[i].UpdateRow = r.was[all[i].Block], r.was[all[i].UpdateRow]
	}
	return all
}
