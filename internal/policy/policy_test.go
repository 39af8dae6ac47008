package policy

import (
	"testing"

	"pgregory.net/rapid"
)

func TestZeroValuesAreTheMostRestricted(t *testing.T) {
	p := Default()
	for _, l := range append(p.Levels(), Untold) {
		if (Clearance{}).Permits(l) {
			t.Errorf("the zero Clearance reads %s", p.Name(l))
		}
		if ClearedTo(Untold).Permits(l) {
			t.Errorf("a clearance to nothing reads %s", p.Name(l))
		}
		if ClearedTo(l).Permits(Untold) {
			t.Errorf("a clearance to %s reads what cannot be told", p.Name(l))
		}
		if Stricter(l, Untold) != Untold {
			t.Errorf("%s is stricter than what cannot be told", p.Name(l))
		}
	}
}

func TestDefaultPolicyOrdersItsLevels(t *testing.T) {
	p := Default()
	names := []string{"Clear", "White", "Green", "Amber", "Red"}
	for i, reader := range names {
		for j, text := range names {
			r, _ := p.Level(reader)
			l, ok := p.Level(text)
			if !ok || p.Name(l) != text {
				t.Fatalf("level %s is not found", text)
			}
			if got := ClearedTo(r).Permits(l); got != (j <= i) {
				t.Errorf("cleared to %s reads %s: %v", reader, text, got)
			}
		}
	}
}

func TestDefaultSites(t *testing.T) {
	p := Default()
	for name, want := range map[string]struct {
		level      string
		restricted bool
		drafts     Drafts
	}{"public": {"Clear", false, DraftsNever}, "parties": {"White", true, DraftsUntilFinal}, "members": {"Amber", true, DraftsKept}} {
		s, ok := p.Site(name)
		if !ok {
			t.Fatalf("no site %s", name)
		}
		if got := p.Name(s.Clearance.Level()); got != want.level {
			t.Errorf("%s is cleared to %s, want %s", name, got, want.level)
		}
		if got := p.Restricted(s); got != want.restricted {
			t.Errorf("%s is restricted: %v", name, got)
		}
		if s.Drafts != want.drafts {
			t.Errorf("%s shows drafts %s, want %s", name, s.Drafts, want.drafts)
		}
	}
}

func TestLevelIsFoundByAnyOfItsNames(t *testing.T) {
	p, err := New([]Rung{{Name: "Clear", Aliases: []string{"TLP:CLEAR", "public"}, Online: true}, {Name: "Red"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"Clear", "CLEAR", " tlp:clear ", "Public"} {
		if l, ok := p.Level(name); !ok || p.Name(l) != "Clear" {
			t.Errorf("%q is %s", name, p.Name(l))
		}
	}
	if l, ok := p.Level("Crimson"); ok || l != Untold {
		t.Errorf("an unknown name is level %d", l)
	}
}

func TestNewRefusesWhatCannotBeOrdered(t *testing.T) {
	for name, rungs := range map[string][]Rung{
		"no levels":       nil,
		"no name":         {{Name: " "}},
		"a name twice":    {{Name: "Red"}, {Name: "red"}},
		"an alias twice":  {{Name: "Red", Aliases: []string{"R"}}, {Name: "Rose", Aliases: []string{"r"}}},
		"an empty alias":  {{Name: "Red", Aliases: []string{""}}},
		"twice by blanks": {{Name: "TLP: Red"}, {Name: "TLP :RED"}},
		"too many levels": make([]Rung, 251),
	} {
		if _, err := New(rungs, nil); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

// What a clearance permits it permits for every more open level too.
func TestPermissionGrowsWithOpenness(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := ClearedTo(Level(rapid.Uint8().Draw(t, "clearance")))
		a, b := Level(rapid.Uint8().Draw(t, "a")), Level(rapid.Uint8().Draw(t, "b"))
		if a <= b && c.Permits(a) && !c.Permits(b) {
			t.Fatalf("permits %d but not the more open %d", a, b)
		}
		if c.Permits(Stricter(a, b)) && !(c.Permits(a) && c.Permits(b)) {
			t.Fatalf("permits the stricter of %d and %d but not both", a, b)
		}
	})
}
