package minutes

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// readReferences finds every mention of a record in the text, in document order and without overlaps.
func (r *reader) readReferences() {
	f := r.finder()
	names := map[*Block][]Reference{}
	for _, n := range r.names {
		names[n.Block] = append(names[n.Block], n)
	}
	for _, p := range r.everyPassage() {
		p.block.Walk(func(b *Block) {
			if len(b.Spans) == 0 || b.Kind == Code || b.Role == RoleBanner {
				return
			}
			text := b.Text()
			found := f.find(text, names[b])
			if len(found) == 0 {
				return
			}
			l, ends := locate(b), sentenceEnds(text)
			for _, ref := range found {
				ref.Block, ref.Item = b, p.number()
				ref.Line, ref.Column = l.at(ref.Start)
				ref.Sentence = sentenceAt(ends, ref.Start)
				ref.Sentence.End = max(ref.Sentence.End, ref.End)
				r.m.References = append(r.m.References, ref)
			}
		})
	}
}

// finder finds references in a text.
type finder struct {
	r        *reader
	meetings *regexp.Regexp // nil where no group is known
	begin    [][]string     // for each kind of the rules, what its mentions begin with
}

var (
	actionWord = regexp.MustCompile(`(?i)\bactions?\b[\s:#]*(?:no\.?s?\s*|ids?\s*|numbers?\s*)?$`)
	andMore    = regexp.MustCompile(`^\s*(?:,\s*and|,|&|and|or|to)\s*$`)
)

func (r *reader) finder() *finder {
	if r.finds == nil {
		r.finds = r.newFinder()
	}
	return r.finds
}

func (r *reader) newFinder() *finder {
	f := &finder{r: r}
	for _, k := range r.rules.Kinds {
		f.begin = append(f.begin, beginnings(k.Pattern))
	}
	var names []string
	for _, g := range r.rules.Groups {
		names = appendNew(names, g.ID)
		for _, a := range g.Aliases {
			if !strings.ContainsAny(a, " ") {
				names = appendNew(names, a)
			}
		}
	}
	if g := r.m.Meeting.Group; g != "" {
		names = appendNew(names, g)
	}
	for i, n := range names {
		names[i] = regexp.QuoteMeta(n)
	}
	if len(names) > 0 {
		slices.SortFunc(names, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
		f.meetings = regexp.MustCompile(`\b(` + strings.Join(names, "|") + `)_(\d{1,4}[a-z]?)(?:_\d{4})?\b`)
	}
	return f
}

// find are the references of a text, sorted, among them those already known; where two overlap, the one
// that begins first stands.
func (f *finder) find(text string, known []Reference) []Reference {
	if !strings.ContainsAny(text, "0123456789") {
		return nil
	}
	plain := strings.ReplaceAll(text, "\u00a0", "  ") // as long in bytes
	all := append(slices.Clone(known), f.actionRefs(plain)...)
	all = append(all, f.meetingRefs(plain)...)
	for i, k := range f.r.rules.Kinds {
		if containsAny(plain, f.begin[i]) {
			all = append(all, kindRefs(k, plain)...)
		}
	}
	slices.SortStableFunc(all, func(a, b Reference) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	var kept []Reference
	for _, ref := range all {
		if n := len(kept); n == 0 || ref.Start >= kept[n-1].End {
			ref.Written = text[ref.Start:ref.End]
			kept = append(kept, ref)
		}
	}
	return kept
}

func (f *finder) meetingRefs(text string) []Reference {
	if f.meetings == nil || !strings.Contains(text, "_") {
		return nil
	}
	var all []Reference
	for _, m := range f.meetings.FindAllStringSubmatchIndex(text, -1) {
		id := f.r.meetingID(group(text, m, 1), group(text, m, 2))
		if id != f.r.m.Meeting.ID && !strings.HasPrefix(text[m[1]:], "/") {
			all = append(all, Reference{Kind: KindMeeting, ID: id, Start: m[0], End: m[1]})
		}
	}
	return all
}

// actionRefs are the ids of actions: with a group's prefix anywhere, and bare after the word "action" or
// after another id.
func (f *finder) actionRefs(text string) []Reference {
	var all []Reference
	for _, shape := range f.r.rules.ActionIDs {
		end := -1 // of the reference before
		owner := ""
		for _, id := range f.r.idsOf(shape, text, -1) {
			known := id.group != "" && f.knows(id)
			before := text[:id.start]
			goesOn := end >= 0 && andMore.MatchString(text[end:id.start])
			if !known && !goesOn && !actionWord.MatchString(before[max(0, len(before)-40):]) {
				continue
			}
			if id.group != "" || !goesOn {
				owner, _ = f.r.idGroup(id)
			}
			all = append(all, Reference{Kind: KindAction, ID: id.canonical(owner), Start: id.start, End: id.end})
			end = id.end
		}
	}
	return all
}

func (f *finder) knows(id actionID) bool {
	name, repaired := f.r.idGroup(id)
	return name == f.r.m.Meeting.Group && !repaired || f.r.group(name) != nil
}

// kindRefs are the mentions of one kind, with those that go on from them: "CPM6B & 6C".
func kindRefs(k KindRule, text string) []Reference {
	var all []Reference
	for _, m := range k.Pattern.FindAllStringSubmatchIndex(text, -1) {
		if m[0] == m[1] {
			continue
		}
		all = append(all, Reference{Kind: k.Kind, ID: k.id(text, m), Start: m[0], End: m[1]})
		for at := m[1]; k.Continues != nil; {
			more := k.Continues.FindStringSubmatchIndex(text[at:])
			if more == nil || more[0] != 0 || len(more) < 4 || more[2] < 0 {
				break
			}
			written := continued(text[m[0]:m[1]], text[at+more[2]:at+more[3]])
			full := k.Pattern.FindStringSubmatchIndex(written)
			if full == nil {
				break
			}
			all = append(all, Reference{Kind: k.Kind, ID: k.id(written, full), Start: at + more[2], End: at + more[3]})
			at += more[1]
		}
	}
	return all
}

// continued is a mention of which only the end is written: "6C" after "CPM6B" is CPM6C, "B" after "MP122A"
// is MP122B.
func continued(before, end string) string {
	if end[0] >= '0' && end[0] <= '9' {
		return before[:prefixLetters(before)] + end
	}
	return strings.TrimRightFunc(before, func(c rune) bool { return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' }) + end
}

// prefixLetters is how many bytes stand before a mention's first digit.
func prefixLetters(s string) int {
	if i := strings.IndexAny(s, "0123456789"); i >= 0 {
		return i
	}
	return len(s)
}

// id is the canonical id of a mention.
func (k KindRule) id(text string, m []int) string {
	if k.Canonical == "" {
		return strings.ToUpper(strings.Join(strings.Fields(text[m[0]:m[1]]), ""))
	}
	groups := make([]int, len(m))
	copy(groups, m)
	if len(m) >= 4 && m[2] >= 0 { // a number's leading zeros are no part of its name
		for groups[2] < groups[3]-1 && text[groups[2]] == '0' {
			groups[2]++
		}
	}
	return strings.ToUpper(string(k.Pattern.ExpandString(nil, k.Canonical, text, groups)))
}
