package record

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"minutebook/internal/edition"
)

// TestAcceptanceMinutes looks for the facts of a real document, where it is at hand.
func TestAcceptanceMinutes(t *testing.T) {
	found, _ := filepath.Glob("../../../shared/acceptance/*_*.md")
	if len(found) == 0 {
		t.Skip("the acceptance minutes are not here")
	}
	text, err := os.ReadFile(found[0])
	if err != nil {
		t.Fatal(err)
	}
	expected, err := os.ReadFile(strings.TrimSuffix(found[0], ".md") + ".expected.json")
	if err != nil {
		t.Fatal(err)
	}
	var want struct {
		Raised    map[string]struct{ Owners []string }       `json:"actions_raised"`
		Updated   map[string]struct{ Raised, Status string } `json:"actions_updated"`
		Incidents map[string]struct {
			Occurred string
			Items    []string
		}
		Links         [][]string `json:"incident_links"`
		Modifications map[string]struct{ Title, Parent string }
	}
	if err := json.Unmarshal(expected, &want); err != nil {
		t.Fatal(err)
	}
	r := recordOf("parties", []edition.Source{source("minutes.md", text)})

	if len(r.Actions) != len(want.Raised)+len(want.Updated) {
		t.Errorf("%d actions", len(r.Actions))
	}
	for _, a := range r.Actions {
		_, raised := want.Raised[a.ID]
		if w, updated := want.Updated[a.ID]; updated && (string(a.Status) != w.Status || a.Raised != w.Raised || len(a.Updates) != 1) {
			t.Errorf("%s is %s, raised %s, %d updates", a.ID, a.Status, a.Raised, len(a.Updates))
		}
		if raised != (a.Place != nil) {
			t.Errorf("%s: raised is %v", a.ID, a.Place)
		}
	}
	for _, i := range r.Incidents {
		items := map[string]bool{}
		for _, m := range i.Mentions {
			items[m.ItemNumber()] = true
		}
		w := want.Incidents[i.ID]
		if i.Occurred != w.Occurred || len(items) != len(w.Items) || !items[w.Items[0]] {
			t.Errorf("%s occurred %q, is named in %v, not in %v", i.ID, i.Occurred, items, w.Items)
		}
	}
	for _, link := range want.Links {
		checkLink(t, r, link)
	}
	if len(r.Modifications) != len(want.Modifications) {
		t.Errorf("%d modifications", len(r.Modifications))
	}
}

// checkLink wants two incidents related, each to the other, by a sentence that holds the words.
func checkLink(t *testing.T, r *Record, link []string) {
	for _, pair := range [][2]string{{link[0], link[1]}, {link[1], link[0]}} {
		i := slices.IndexFunc(r.Incidents, func(s *Subject) bool { return s.ID == pair[0] })
		if i < 0 {
			t.Errorf("no incident %s", pair[0])
			continue
		}
		if !slices.ContainsFunc(r.Incidents[i].Related, func(rel Relation) bool {
			return rel.Subject.ID == pair[1] && strings.Contains(rel.Why.Sentence, link[2])
		}) {
			t.Errorf("%s is not related to %s by %q", pair[0], pair[1], link[2])
		}
	}
}
