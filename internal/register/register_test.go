package register

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// someRecord draws a record of few groups, owners and years, in which actions and decisions are many.
func someRecord(t *rapid.T) *record.Record {
	r := &record.Record{AsOf: "2031-06-01"}
	for _, id := range []string{"HARB", "PILO"} {
		r.Groups = append(r.Groups, &record.Group{ID: id, Name: "The " + id, Path: "/groups/" + strings.ToLower(id) + "/"})
	}
	for _, name := range []string{"Pilots", "Office"} {
		r.Owners = append(r.Owners, &record.Owner{Name: name, Path: "/owners/" + strings.ToLower(name) + "/"})
	}
	day := rapid.Custom(func(t *rapid.T) string {
		return fmt.Sprintf("%d-%02d-01", rapid.IntRange(2026, 2032).Draw(t, "year"), rapid.IntRange(1, 12).Draw(t, "month"))
	})
	maybe := rapid.OneOf(rapid.Just(""), day)
	for i := range rapid.IntRange(0, 200).Draw(t, "actions") {
		a := &record.Action{ID: fmt.Sprintf("HARB 1/%03d", i), Group: rapid.SampledFrom([]string{"HARB", "PILO", "ELSE"}).Draw(t, "group"),
			Raised: maybe.Draw(t, "raised"), Due: maybe.Draw(t, "due"),
			Status: rapid.SampledFrom([]minutes.Status{minutes.Open, minutes.Closed, minutes.Unknown}).Draw(t, "status")}
		a.OwnedBy = rapid.SliceOfNDistinct(rapid.SampledFrom(r.Owners), 0, 2, rapid.ID[*record.Owner]).Draw(t, "owners")
		r.Actions = append(r.Actions, a)
	}
	for range rapid.IntRange(0, 60).Draw(t, "decisions") {
		m := &record.Meeting{Group: rapid.SampledFrom(r.Groups).Draw(t, "group"), Minutes: &minutes.Minutes{}}
		r.Decisions = append(r.Decisions, &record.Decision{Place: record.Place{Meeting: m}, Date: maybe.Draw(t, "date"),
			Verb: rapid.SampledFrom([]string{"AGREED", "NOTED", "", "ÉTÉ", "agreed", "../X", "PAGE-2"}).Draw(t, "verb")})
	}
	return r
}

// Every record is on a page of every view that it belongs to and of no other, and the pages stand newest first.
func TestPagesHoldTheView(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seen := map[string]bool{}
		for _, r := range Of(someRecord(t), nil) {
			for _, v := range r.Views {
				var on []int
				for i, p := range r.Pages(v) {
					if seen[p.Path] {
						t.Fatalf("two pages are at %s", p.Path)
					}
					seen[p.Path] = true
					if len(p.Records) > rowsOnPage || len(p.Records) == 0 && i > 0 {
						t.Fatalf("%s holds %d", p.Path, len(p.Records))
					}
					if !slices.IsSortedFunc(p.Records, func(a, b int) int { return r.age[b] - r.age[a] }) {
						t.Fatalf("%s is not newest first", p.Path)
					}
					on = append(on, p.Records...)
				}
				slices.Sort(on)
				if on = slices.Compact(on); !slices.Equal(on, v.Records) {
					t.Fatalf("%s: on its pages %v, in the view %v", v.Path, on, v.Records)
				}
			}
		}
	})
}

// What a pair holds is what both its values hold; a facet that divides the records has each once.
func TestViewsAreWhatTheirChoicesSay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for _, r := range Of(someRecord(t), nil) {
			for _, v := range r.Views {
				want := r.Views[0].Records
				for _, c := range v.Choices {
					has := r.marked(r.value(c).records)
					want = slices.DeleteFunc(slices.Clone(want), func(i int) bool { return !has[i] })
				}
				if !slices.Equal(v.Records, want) {
					t.Fatalf("%s: %v, wanted %v", v.Path, v.Records, want)
				}
			}
			dated := 0
			for _, y := range r.years {
				if y != "" {
					dated++
				}
			}
			n := 0
			for _, value := range r.Facets[r.facet("year")].Values {
				n += len(value.records)
			}
			if n != dated {
				t.Fatalf("%s: %d by year, %d have one", r.Name, n, dated)
			}
		}
	})
}

// Each way on leads to another view by one choice, and back.
func TestFiltersLeadOnAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for _, r := range Of(someRecord(t), nil) {
			for _, v := range r.Views {
				for _, f := range r.Filters(v) {
					current := 0
					for _, o := range append([]Option{f.All}, f.Ways...) {
						if o.View == nil {
							continue
						}
						if o.Current {
							current++
						}
						if o.View != v && len(o.View.Choices) == 2 && !leads(r, o.View, v) && len(v.Choices) == 2 {
							t.Fatalf("from %s one comes to %s, and not back", v.Path, o.View.Path)
						}
					}
					if current != 1 && len(v.Choices) < 2 && f.All.View != nil {
						t.Fatalf("%s: %d current ways by %s", v.Path, current, f.Facet.Name)
					}
				}
			}
		}
	})
}

func leads(r *Register, from, to *View) bool {
	for _, f := range r.Filters(from) {
		if f.All.View == to || slices.ContainsFunc(f.Ways, func(o Option) bool { return o.View == to }) {
			return true
		}
	}
	return false
}

// Any bold capitals may come as a verb; only a plain word gets an address.
func TestOddVerbsHaveNoView(t *testing.T) {
	r := &record.Record{}
	for _, verb := range []string{"ÉTÉ", "PAGE-2", "", "AGREED AND NOTED", "agreed", "../X", "AGREED"} {
		m := &record.Meeting{Minutes: &minutes.Minutes{}}
		r.Decisions = append(r.Decisions, &record.Decision{Verb: verb, Place: record.Place{Meeting: m}})
	}
	var at []string
	for _, v := range decisions(r, nil).Views {
		at = append(at, v.Path)
	}
	if got := strings.Join(at, " "); got != "/decisions/ /decisions/agreed/" {
		t.Errorf("views %s", got)
	}
}

// A new record leaves the pages of full years as they were.
func TestANewRecordChangesTheFirstPageAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := someRecord(t)
		before := pagesOf(actions(r, nil))
		r.Actions = append(r.Actions, &record.Action{ID: "HARB 9/01", Group: "HARB", Raised: "2033-01-01", Status: minutes.Open, OwnedBy: r.Owners[:1]})
		after := pagesOf(actions(r, nil))
		for path, records := range before {
			if strings.Contains(path, "/years/") && !slices.Equal(after[path], records) {
				t.Fatalf("%s held %v, now %v", path, records, after[path])
			}
		}
	})
}

func pagesOf(r *Register) map[string][]int {
	all := map[string][]int{}
	for _, v := range r.Views {
		for _, p := range r.Pages(v) {
			all[p.Path] = p.Records
		}
	}
	return all
}
