package minutes

import "testing"

// Each row is a shape, a text, and the canonical ids found in it for the group BOARD.
func TestShapes(t *testing.T) {
	for _, c := range []struct {
		pattern, text string
		want          []string
	}{
		{`(?P<number>\d{4})`, "0606: of 2,0606 or 0607.50, £0608, 10:0609 or 06100, but 0611.", []string{"BOARD 0606", "BOARD 0611"}},
		{`#(?P<number>\d+)\b`, "ACTION #007 and #12", []string{"BOARD 7", "BOARD 12"}},
		{`\b(?P<number>\d+[a-z]?)\b`, "007a", []string{"BOARD 7a"}},
		{`\b(?P<number>\d\d[A-Z])\b`, "07A", []string{"BOARD 07A"}},
		{`\b(?P<meeting>\d{2})(?P<number>\d{2})\b`, "0606", []string{"BOARD 06/06"}},
		{`\b(?P<meeting>\d{3})-(?P<number>\d+)\b`, "201-1", []string{"BOARD 201/01"}},
		{`\b(?P<part>[A-Z]+)/(?P<number>\d{3})\b`, "FIN/012", []string{"BOARD FIN-012"}},
		{`(?:\b(?P<group>[A-Z]+) )?(?P<meeting>\d+)/(?P<number>\d+)`, "ACTION 1/2, 3/4/2020 and B 5/6", []string{"BOARD 1/02", "BOARD 5/06"}},
	} {
		var got []string
		for _, id := range shape(t, c.pattern).ids(c.text, -1) {
			got = append(got, id.canonical("BOARD"))
		}
		if len(got) != len(c.want) {
			t.Errorf("%s in %q: %q", c.pattern, c.text, got)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%s in %q: %q", c.pattern, c.text, got)
			}
		}
	}
}

func TestStatusesRefuse(t *testing.T) {
	for _, c := range [][2][]string{{{"open"}, {"Open"}}, {{"--"}, nil}, {{"on-hold"}, {"On  hold"}}} {
		if _, err := NewStatuses(c[0], c[1]); err == nil {
			t.Errorf("%q are statuses", c)
		}
	}
	s, err := NewStatuses([]string{"closed in part", "C/F"}, []string{"closed"})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]Status{"Closed in part": Open, "now closed": Closed, "remains c/f": Open, "closedown": Unknown, "": Unknown} {
		if got, _ := s.at(text); got != want {
			t.Errorf("%q is %s", text, got)
		}
	}
	if got, known := (Statuses{}).at("closed"); known || got != Unknown {
		t.Error("the zero Statuses reads something")
	}
}
