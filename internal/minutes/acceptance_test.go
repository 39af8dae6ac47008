package minutes

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// TestRealMinutes compares what is read from one body's real minutes with what a person read from them.
func TestRealMinutes(t *testing.T) {
	const folder = "../../../shared/acceptance/"
	src, err := os.ReadFile(folder + "OPSG_49_2405.md")
	if err != nil {
		t.Skip("the real minutes are not here")
	}
	data, err := os.ReadFile(folder + "OPSG_49_2405.expected.json")
	if err != nil {
		t.Skip("the facts about the real minutes are not here")
	}
	type action struct {
		Owners     []string `json:"owners"`
		Due        string   `json:"due"`
		DueMeeting string   `json:"due_meeting"`
		Item       string   `json:"item"`
		Raised     string   `json:"raised"`
		Target     string   `json:"target"`
		Revised    string   `json:"revised"`
		Status     Status   `json:"status"`
	}
	var want struct {
		Items    []string          `json:"items"`
		Raised   map[string]action `json:"actions_raised"`
		Updated  map[string]action `json:"actions_updated"`
		Verbs    map[string]int    `json:"decisions"`
		Glossary map[string]string `json:"glossary_at_least"`
	}
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	m := Parse("OPSG_49_2405.md", src, DefaultRules())
	holds(t, m)
	var items []string
	for _, it := range m.AllItems() {
		items = append(items, it.Number)
	}
	raised, updated, verbs, glossary := map[string]action{}, map[string]action{}, map[string]int{}, map[string]string{}
	for _, a := range m.Raised {
		raised[a.ID] = action{Owners: a.Owners, Due: a.Due, DueMeeting: a.DueMeeting, Item: a.Item}
	}
	for _, a := range m.Updated {
		updated[a.ID] = action{Owners: a.Owners, Raised: a.Raised, Target: a.Target, Revised: a.Revised, Status: a.Status}
	}
	for _, d := range m.Decisions {
		verbs[d.Verb]++
	}
	for _, g := range m.Glossary {
		if want.Glossary[g.Term] != "" && glossary[g.Term] == "" {
			glossary[g.Term] = g.Expansion
		}
	}
	for _, pair := range []struct{ want, got any }{
		{want.Items, items}, {want.Raised, raised}, {want.Updated, updated}, {want.Verbs, verbs}, {want.Glossary, glossary},
	} {
		if d := cmp.Diff(pair.want, pair.got, cmpopts.EquateEmpty()); d != "" {
			t.Errorf("-want +got:\n%s", d)
		}
	}
}
