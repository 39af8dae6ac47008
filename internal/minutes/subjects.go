package minutes

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

var (
	quoted     = regexp.MustCompile(`^[\s,:–—-]*(?:'([^'\n]{3,120}?)'(?:[^\pL]|$)|‘([^‘\n]{3,120}?)’(?:[^\pL]|$)|"([^"\n]{3,120})"|“([^”\n]{3,120})”)`)
	occurred   = regexp.MustCompile(`(?i)\b(?:occurr\w*|happened|took place|began|started)\b[^;]*$|^[\s,(]*(?:of|dated|from)\s+$|^\s*\($`)
	headed     = regexp.MustCompile(`^\s*(?::|–|—|\s-)\s*(\S.{2,120})$`)
	partLetter = regexp.MustCompile(`^(.*\d)[A-Z]$`)
)

// readSubjects gathers what the text says of the incidents and modifications that it names.
func (r *reader) readSubjects() {
	subjects := map[key]*Subject{}
	var block *Block
	text := ""
	for i, ref := range r.m.References {
		if ref.Block != block {
			block, text = ref.Block, ref.Block.Text()
		}
		if ref.Kind == KindAction || ref.Kind == KindMeeting || ref.Kind == KindMeasure {
			continue
		}
		k := key{ref.Kind, ref.ID}
		s := subjects[k]
		if s == nil {
			s = &Subject{Kind: ref.Kind, ID: ref.ID}
			subjects[k] = s
		}
		r.describe(s, i, text)
	}
	r.headingsAgainstText()
	for k, s := range subjects {
		slices.Sort(s.Spelt)
		if m := partLetter.FindStringSubmatch(s.ID); m != nil && k.kind == KindModification {
			s.Parent = m[1]
		}
		switch k.kind {
		case KindIncident:
			r.m.Incidents = append(r.m.Incidents, *s)
		case KindModification:
			r.m.Modifications = append(r.m.Modifications, *s)
		}
	}
	byID := func(a, b Subject) int { return cmp.Compare(a.ID, b.ID) }
	slices.SortFunc(r.m.Incidents, byID)
	slices.SortFunc(r.m.Modifications, byID)
}

type key struct {
	kind Kind
	id   string
}

// describe adds what one mention in a text says: its spelling, a title in quotes after it, the day it
// occurred.
func (r *reader) describe(s *Subject, i int, text string) {
	ref := r.m.References[i]
	if ref.Written != s.ID && len(s.Spelt) < 100 && !isTail(s.ID, ref.Written) {
		s.Spelt = appendNew(s.Spelt, ref.Written)
	}
	until := ref.Sentence.End
	if i+1 < len(r.m.References) {
		if next := r.m.References[i+1]; next.Block == ref.Block && next.Start < until {
			until = next.Start
		}
	}
	if s.Title == "" && ref.Kind == KindModification {
		if m := quoted.FindStringSubmatch(text[ref.End:min(len(text), ref.End+260)]); m != nil {
			s.Title = strings.TrimSpace(m[1] + m[2] + m[3] + m[4])
		} else if m := headed.FindStringSubmatch(text[ref.End:]); m != nil && ref.Block.Role == RoleItem {
			s.Title = strings.TrimSpace(m[1])
		}
	}
	if s.Occurred == "" && ref.Kind == KindIncident && until > ref.End {
		after := text[ref.End:min(until, ref.End+200)]
		if found := days(after); len(found) > 0 && occurred.MatchString(after[:found[0].start]) {
			s.Occurred = found[0].before(r.m.Meeting.Date)
		}
	}
}

// isTail says whether a mention is written as the end of its id only: "6C" of CPM6C.
func isTail(id, written string) bool {
	return len(written) <= 3 && strings.HasSuffix(id, strings.ToUpper(written))
}

// headingsAgainstText warns where an item is headed by one incident and its text names only others.
func (r *reader) headingsAgainstText() {
	type told struct {
		head *Reference
		text []string
	}
	items := map[string]*told{}
	var order []string
	for i := range r.m.References {
		ref := &r.m.References[i]
		if ref.Kind != KindIncident || ref.Item == "" {
			continue
		}
		t := items[ref.Item]
		if t == nil {
			t = &told{}
			items[ref.Item] = t
			order = append(order, ref.Item)
		}
		if ref.Block.Role == RoleItem {
			t.head = ref
		} else {
			t.text = append(t.text, ref.ID)
		}
	}
	for _, number := range order {
		t := items[number]
		if t.head == nil || len(t.text) == 0 || slices.Contains(t.text, t.head.ID) {
			continue
		}
		r.say("warning", "heading-and-text", t.head.Line, t.head.Column,
			"item "+number+" is headed "+t.head.ID+" but its text reviews "+t.text[0], "both are kept; correct the wrong one")
	}
}
