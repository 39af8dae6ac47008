package index

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Grouped hits are all hits: each meeting once, in the order of its best one, the best three of each.
func TestGroups(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		docs := anyDocuments(r)
		for i := range docs {
			docs[i].Meeting = rapid.SampledFrom([]string{"", "A_1", "A_2", "B_1"}).Draw(r, "meeting")
		}
		x := open(t, docs)
		q := anyQuery(r)
		q.Size = MaxSize
		flat, err := x.Search(t.Context(), q)
		if err != nil {
			r.Fatal(err)
		}
		q.By = ByMeeting
		grouped, err := x.Search(t.Context(), q)
		if err != nil {
			r.Fatal(err)
		}
		var want []string
		hits := map[string][]string{}
		for _, h := range flat.Hits {
			if len(hits[h.Meeting]) == 0 {
				want = append(want, h.Meeting)
			}
			hits[h.Meeting] = append(hits[h.Meeting], h.URL)
		}
		var got []string
		at := 0
		for _, g := range grouped.Groups {
			got = append(got, g.Meeting)
			all := hits[g.Meeting]
			if g.Total != len(all) || g.Shown != min(3, len(all)) {
				r.Fatalf("%+v of %q", g, all)
			}
			for i := range g.Shown {
				if grouped.Hits[at+i].URL != all[i] {
					r.Fatalf("hit %d of %s is %s, not %s", i, g.Meeting, grouped.Hits[at+i].URL, all[i])
				}
			}
			at += g.Shown
		}
		if !slices.Equal(got, want) || at != len(grouped.Hits) || grouped.Total != flat.Total || fmt.Sprint(grouped.Facets) != fmt.Sprint(flat.Facets) {
			r.Fatalf("groups %q, want %q", got, want)
		}
	})
}

// A group is called what its meeting is called, and leads to it.
func TestGroupsAreMeetings(t *testing.T) {
	r, err := orchard(t).Search(t.Context(), Query{Text: "torn", By: ByMeeting})
	if err != nil || len(r.Groups) != 1 || r.Groups[0] != (Group{"PRUG_12", "PRUG_12, 3 May 2021", "/meetings/prug-12/", "2021-05-03", 3, 3}) {
		t.Errorf("%+v, %v", r.Groups, err)
	}
	if r, err = orchard(t).Search(t.Context(), Query{Text: "torn", Meeting: "prug 12", Kind: "action"}); err != nil || r.Total != 1 {
		t.Errorf("%d hits of a meeting, %v", r.Total, err)
	}
}

// Who types an id is offered its page.
func TestOffers(t *testing.T) {
	x := orchard(t)
	for text, want := range map[string]string{
		"prug12/conf2":                 "PRUG 12/CONF 02",
		"INC 4711":                     "INC000000004711",
		"4711":                         "INC000000004711",
		"incident 4711":                "INC000000004711",
		"12/01":                        "LADC 12/01 PRUG 12/01",
		"ORCM 88":                      "MP88",
		"PRUG_13":                      "PRUG_13",
		"wasps":                        "",
		"MP88 INC000000004711":         "",
		"12/01 kind:meeting":           "LADC 12/01 PRUG 12/01",
		"-12/01":                       "",
		"PRUG 12/CONF 02 group:PRUG x": "PRUG 12/CONF 02",
	} {
		r, err := x.Search(t.Context(), Query{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, h := range r.Offers {
			got = append(got, h.ID)
		}
		if join(got) != want {
			t.Errorf("%s offers %q, want %q", text, got, want)
		}
	}
}
