package record

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"minutebook/internal/minutes"
)

// someNotes draws an archive of few ids, so that they meet often.
func someNotes(t *rapid.T) string {
	id := rapid.Custom(func(t *rapid.T) string {
		return fmt.Sprintf("HARB %d/%02d", rapid.IntRange(1, 4).Draw(t, "at"), rapid.IntRange(1, 2).Draw(t, "n"))
	})
	word := rapid.SampledFrom([]string{"INC01", "INC02", "INC03", "MP12A", "SECMP0012A", "MP12", "DP30", "HARB_2", "PILO_1", "action 1/01", "action 2/02", "light.", "buoy"})
	day := rapid.SampledFrom([]string{"2031-01-10", "2031-02-14", "2031-03-01", "none"})
	line := rapid.Custom(func(t *rapid.T) string {
		said := strings.Join(rapid.SliceOfN(word, 1, 6).Draw(t, "words"), " ")
		switch rapid.IntRange(0, 6).Draw(t, "line") {
		case 0:
			return fmt.Sprintf("raise %s Pilots due %s: %s", id.Draw(t, "id"), day.Draw(t, "due"), said)
		case 1:
			status := rapid.SampledFrom([]string{"open", "closed", "unknown"}).Draw(t, "status")
			return fmt.Sprintf("report %s %s target %s revised %s: %s", id.Draw(t, "id"), status, day.Draw(t, "target"), day.Draw(t, "revised"), said)
		case 2:
			return "decide AGREED " + said
		case 3:
			return "title MP12A " + said
		case 4:
			return fmt.Sprintf("item %d %s", rapid.IntRange(1, 3).Draw(t, "number"), said)
		default:
			return said
		}
	})
	var s strings.Builder
	for i := range rapid.IntRange(0, 6).Draw(t, "meetings") {
		group := rapid.SampledFrom([]string{"HARB", "PILO"}).Draw(t, "group")
		fmt.Fprintf(&s, "meeting %s_%d 2031-%02d-01\n", group, rapid.IntRange(1, 4).Draw(t, "number"), i+1)
		for _, l := range rapid.SliceOfN(line, 0, 12).Draw(t, "lines") {
			s.WriteString(l + "\n")
		}
	}
	return s.String()
}

func TestEveryEdgeHasItsInverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkEdges(t, linked(someNotes(t))) })
}

func checkEdges(t *rapid.T, r *Record) {
	for _, g := range r.Groups {
		for i, m := range g.Meetings {
			must(t, m.Group == g, "%s is of the group that lists it", m.ID)
			must(t, i == 0 && m.Previous == nil || i > 0 && m.Previous == g.Meetings[i-1] && m.Previous.Next == m, "%s has its neighbours", m.ID)
		}
	}
	for _, m := range r.Meetings {
		must(t, count(m.Group.Meetings, m) == 1, "the group lists %s once", m.ID)
		for _, a := range m.Raised {
			must(t, a.Meeting == m && a.Place.Meeting == m, "%s was raised where it says", a.ID)
		}
		for _, u := range m.Updates {
			must(t, u.Place.Meeting == m && count(u.Action.Updates, u) == 1, "%s knows its update", u.Action.ID)
		}
		for _, d := range m.Superseded {
			must(t, d.SupersededBy == m, "%s knows what supersedes it", d.Path)
		}
		for _, a := range m.PassedOver {
			must(t, a.Silent == m, "%s knows where it fell silent", a.ID)
		}
		must(t, m.Approval == nil || slices.Contains(m.Approval.Approves, m), "the approval of %s knows it", m.ID)
	}
	checkActions(t, r)
	for _, s := range r.Subjects() {
		checkSubject(t, s)
	}
	checkOwners(t, r)
	checkThreads(t, r)
	for _, d := range r.Decisions {
		checkDecision(t, d)
	}
}

func checkOwners(t *rapid.T, r *Record) {
	for _, o := range r.Owners {
		must(t, len(o.Actions) > 0, "%s owns something", o.Name)
		for _, a := range o.Actions {
			must(t, count(a.OwnedBy, o) == 1, "%s knows its owner", a.ID)
		}
	}
	for _, a := range r.Actions {
		for _, o := range a.OwnedBy {
			must(t, count(o.Actions, a) == 1 && count(r.Owners, o) == 1, "%s lists %s once", o.Name, a.ID)
		}
	}
}

func checkThreads(t *rapid.T, r *Record) {
	for _, thread := range r.Threads {
		must(t, count(thread.Group.Threads, thread) == 1, "the group lists %s", thread.Path)
		for _, p := range thread.Items {
			must(t, p.Meeting.Threads[p.Item] == thread, "the item knows its thread %s", thread.Path)
		}
	}
	for _, m := range r.Meetings {
		for item, thread := range m.Threads {
			must(t, slices.ContainsFunc(thread.Items, func(p Place) bool { return p.Item == item }), "the thread lists item %s", item.Number)
		}
	}
}

func checkDecision(t *rapid.T, d *Decision) {
	for _, s := range d.Subjects {
		must(t, count(s.Decisions, d) == 1, "%s knows the decision on it", s.ID)
	}
	for _, a := range d.Actions {
		must(t, count(a.Decisions, d) == 1, "%s knows the decision on it", a.ID)
	}
	for _, m := range d.Approves {
		must(t, m.Approval == d && m != d.Meeting, "%s knows what approved it", m.ID)
	}
}

func checkActions(t *rapid.T, r *Record) {
	for _, a := range r.Actions {
		must(t, (a.Meeting == nil) == (a.Place == nil), "%s is raised at a place of a meeting", a.ID)
		must(t, a.Meeting == nil || count(a.Meeting.Raised, a) == 1, "the meeting lists %s once", a.ID)
		must(t, slices.ContainsFunc(r.Groups, func(g *Group) bool { return g.ID == a.Group && count(g.Actions, a) == 1 }), "its group lists %s once", a.ID)
		for _, u := range a.Updates {
			must(t, u.Action == a && count(u.Meeting.Updates, u) == 1, "the meeting lists the update of %s", a.ID)
		}
		must(t, slices.IsSortedFunc(a.Updates, func(x, y *Update) int { return strings.Compare(x.Date, y.Date) }), "updates of %s stand by date", a.ID)
		undated := slices.ContainsFunc(a.Updates, func(u *Update) bool { return u.Date == "" })
		must(t, a.Closed == "" || a.Status == minutes.Closed, "%s has a closing date only when it is closed", a.ID)
		must(t, (a.ClosedBy != nil) == (a.Status == minutes.Closed), "%s is closed by a report", a.ID)
		must(t, a.Silent == nil || a.Status != minutes.Closed && count(a.Silent.PassedOver, a) == 1, "%s, passed over, is listed so and not closed", a.ID)
		must(t, a.Closed != "" || a.Status != minutes.Closed || undated, "%s, closed by a meeting with a date, has a closing date", a.ID)
	}
}

func checkSubject(t *rapid.T, s *Subject) {
	must(t, s.Parent == nil || count(s.Parent.Parts, s) == 1, "the parent lists %s", s.ID)
	must(t, len(s.Mentions) > 0 || len(s.Parts) > 0, "%s is named, or a part of it is", s.ID)
	for _, p := range s.Parts {
		must(t, p.Parent == s, "%s knows its parent", p.ID)
	}
	for i, rel := range s.Related {
		must(t, rel.Subject != s, "%s is not related to itself", s.ID)
		back := slices.IndexFunc(rel.Subject.Related, func(x Relation) bool { return x.Subject == s })
		must(t, back >= 0 && rel.Subject.Related[back].Why.Sentence == rel.Why.Sentence, "%s is related back for the same reason", s.ID)
		must(t, !slices.ContainsFunc(s.Related[:i], func(x Relation) bool { return x.Subject == rel.Subject }), "%s is related once", s.ID)
		must(t, rel.Why.Sentence[rel.Why.Start:rel.Why.End] == rel.Why.Written, "the reason marks what it names")
	}
}

func TestNothingVanishes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := someNotes(t)
		r := linked(text)
		told, listed, named, mentions := 0, 0, 0, 0
		for _, d := range notes(text) {
			if d.Standing {
				told += len(d.Minutes.Raised) + len(d.Minutes.Updated)
				for _, ref := range d.Minutes.References {
					if ref.Kind == minutes.KindIncident || ref.Kind == minutes.KindModification {
						named++
					}
				}
			}
		}
		for _, a := range r.Actions {
			listed += len(a.Updates)
			if a.Place != nil {
				listed++
			}
		}
		for _, s := range slices.Concat(r.Incidents, r.Modifications) {
			mentions += len(s.Mentions)
		}
		must(t, told == listed, "%d places tell of actions, the record has %d", told, listed)
		must(t, named == mentions, "%d references, %d mentions", named, mentions)
	})
}

func TestAddressesAreUniqueAndFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ids := rapid.SliceOfDistinct(rapid.OneOf(rapid.String(), rapid.StringMatching(`[AaBb/ .Ä1]{0,6}`), rapid.SampledFrom(registerNames)), rapid.ID[string]).Draw(t, "ids")
		at := map[string]string{}
		give("/actions/", ids, func(id string) string { return id }, func(id, path string) {
			part := strings.TrimSuffix(strings.TrimPrefix(path, "/actions/"), "/")
			must(t, at[path] == "", "%q and %q share %s", id, at[path], path)
			must(t, part != "" && len(part) < 100 && strings.Trim(part, "abcdefghijklmnopqrstuvwxyz0123456789-") == "", "%q is a safe part of a path", part)
			must(t, !slices.Contains(registerNames, part), "%q is the site's own", part)
			at[path] = id + " "
		})
		must(t, len(at) == len(ids), "every id has an address")
	})
}

func TestEveryRecordIsFoundByItsPath(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := linked(someNotes(t))
		found := func(kind minutes.Kind, id, want string) {
			got, ok := r.Path(kind, id)
			must(t, ok && got == want && want != "", "%s %s is at %q", kind, id, want)
		}
		for _, m := range r.Meetings {
			found(minutes.KindMeeting, m.ID, m.Path)
		}
		for _, a := range r.Actions {
			found(minutes.KindAction, a.ID, a.Path)
		}
		for _, s := range slices.Concat(r.Incidents, r.Modifications) {
			found(s.Kind, s.ID, s.Path)
		}
		_, ok := r.Path(minutes.KindMeeting, "HARB_99")
		must(t, !ok, "a meeting that is not there has no page")
	})
}

func TestNaturalOrder(t *testing.T) {
	sorted := []string{"OPSG 9/2", "OPSG 37/1", "OPSG 37x/1", "OPSG 49/01", "OPSG 49/1", "OPSG 49/3", "OPSG 49/10", "OPSG 49/CONF 01", "SSC 1/1"}
	for i, a := range sorted {
		for j, b := range sorted {
			if got := natural(a, b); (got < 0) != (i < j) || (got == 0) != (i == j) {
				t.Errorf("natural(%q, %q) = %d", a, b, got)
			}
		}
	}
}

func TestLongSentencesAreCutAroundTheReference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SampledFrom([]string{"quay ", "ÄÖ", "港", "a very long tail of words without an end "})
		before := strings.Repeat(word.Draw(t, "before"), rapid.IntRange(0, 2000).Draw(t, "n"))
		after := strings.Repeat(word.Draw(t, "after"), rapid.IntRange(0, 2000).Draw(t, "m"))
		s, start, end := excerpt(before+"INC01"+after, len(before), len(before)+5)
		must(t, s[start:end] == "INC01", "the reference is marked, not %q", s[start:end])
		must(t, len(s) <= longestSentence+2*len("…"), "%d bytes are left", len(s))
		must(t, strings.ToValidUTF8(s, "") == s, "no letter is cut in two")
		must(t, strings.Contains(before+"INC01"+after, strings.Trim(s, "…")), "the words are as written")
	})
}

func must(t *rapid.T, ok bool, format string, args ...any) {
	t.Helper()
	if !ok {
		t.Fatalf("it is not so that "+format, args...)
	}
}

func count[T comparable](all []T, x T) int {
	n := 0
	for _, y := range all {
		if y == x {
			n++
		}
	}
	return n
}
