package policy

import (
	"strings"
	"testing"
)

func TestReadyPolicies(t *testing.T) {
	if got := strings.Join(ReadyNames(), " "); got != "smart-energy-code tlp-2.0" {
		t.Errorf("ready policies %q", got)
	}
	for _, name := range ReadyNames() {
		p, ok := Ready(name)
		if !ok || len(p.Levels()) != 5 || len(p.Sites) < 3 {
			t.Fatalf("%s: %v, %d levels, %d sites", name, ok, len(p.Levels()), len(p.Sites))
		}
		for i, l := range p.Levels() {
			r, _ := p.Rung(l)
			if r.Audience == "" || len(r.Sentences) == 0 || r.Online != (i == 0) || r.Stub {
				t.Errorf("%s: level %+v", name, r)
			}
		}
		for i, s := range p.Sites {
			if p.Restricted(s) != (i > 0) || s.Clearance.Permits(p.Levels()[4]) {
				t.Errorf("%s: site %s is restricted: %v; reads the strictest: %v", name, s.Name, p.Restricted(s), s.Clearance.Permits(p.Levels()[4]))
			}
		}
	}
	if _, ok := Ready("tlp"); ok {
		t.Error("a name that no policy has is found")
	}
}

// Each row is a label as somebody may write it, and the level of FIRST's standard that it is.
func TestTLPLabels(t *testing.T) {
	p := TLP()
	for written, want := range map[string]string{
		"TLP:RED": "TLP:RED", "red": "TLP:RED", "TLP: Red": "TLP:RED", "TLP RED": "TLP:RED",
		"TLP:AMBER+STRICT": "TLP:AMBER+STRICT", "TLP:AMBER + STRICT": "TLP:AMBER+STRICT", "Amber Strict": "TLP:AMBER+STRICT",
		"TLP : AMBER": "TLP:AMBER", "AMBER": "TLP:AMBER", "TLP:GREEN": "TLP:GREEN",
		"TLP:CLEAR": "TLP:CLEAR", "TLP:WHITE": "TLP:CLEAR", "white": "TLP:CLEAR",
		"AMBER+": "unknown", "TLP:": "unknown", "TLP": "unknown", "STRICT": "unknown", "": "unknown", "AMBER+LOOSE": "unknown",
	} {
		l, _ := p.Level(written)
		if got := p.Name(l); got != want {
			t.Errorf("%q is %s, want %s", written, got, want)
		}
	}
}

// No phrase of one level may stand within another's: a banner's sentence would contradict itself.
func TestPhrasesOfReadyPoliciesAreApart(t *testing.T) {
	for _, name := range ReadyNames() {
		p, _ := Ready(name)
		for _, a := range p.Levels() {
			for _, b := range p.Levels() {
				x, _ := p.Rung(a)
				y, _ := p.Rung(b)
				for _, one := range x.Sentences {
					for _, other := range y.Sentences {
						together := other.On(max(one.From, "2020-01-01")) || one.On(max(other.From, "2020-01-01"))
						if a != b && together && strings.Contains(one.Text, other.Text) {
							t.Errorf("%s: %q of %s is within %q of %s", name, other.Text, y.Name, one.Text, x.Name)
						}
					}
				}
			}
		}
	}
}

func TestASentenceHoldsInItsPeriod(t *testing.T) {
	for _, row := range []struct {
		sentence Sentence
		day      string
		on, may  bool
	}{
		{Sentence{}, "2020-05-01", true, true},
		{Sentence{}, "", true, true},
		{Sentence{From: "2020-05-01"}, "2020-05-01", true, true},
		{Sentence{From: "2020-05-01"}, "2020-04-30", false, false},
		{Sentence{Until: "2020-05-01"}, "2020-05-01", true, true},
		{Sentence{Until: "2020-05-01"}, "2020-05-02", false, false},
		{Sentence{From: "2020-05-01"}, "", false, true},
		{Sentence{Until: "2020-05-01"}, "", false, true},
	} {
		if row.sentence.On(row.day) != row.on || row.sentence.MayHoldOn(row.day) != row.may {
			t.Errorf("%+v on %q: %v, may: %v", row.sentence, row.day, !row.on, !row.may)
		}
	}
}
