package archive

import (
	"maps"
	"regexp"
	"slices"
	"testing"

	builtin "minutebook"
	"minutebook/internal/wording"
)

// A second language shows that a translation is one file: of the navigation and the registers it says everything.
func TestNavigationAndRegistersAreInWelsh(t *testing.T) {
	english, err := catalogue(builtin.Layouts(), wording.English)
	if err != nil {
		t.Fatal(err)
	}
	welsh, err := catalogue(builtin.Layouts(), "cy")
	if err != nil {
		t.Fatal(err)
	}
	for _, section := range []string{"common", "count", "kind", "status", "frame", "front", "register", "column", "lost"} {
		for _, key := range slices.Sorted(maps.Keys(english.Catalogue[section])) {
			if welsh.Catalogue[section][key] == nil && hasWords(english.Catalogue[section][key]) {
				t.Errorf("%s.%s is not in Welsh: %v", section, key, english.Catalogue[section][key])
			}
		}
	}
}

// hasWords tells a text from one that only orders what stands in its places.
func hasWords(text any) bool {
	letters := regexp.MustCompile(`\pL`)
	return slices.ContainsFunc(texts(text), func(t string) bool { return letters.MatchString(places.ReplaceAllString(t, "")) })
}

func TestWelshCounts(t *testing.T) {
	a, err := Open(archiveWith(t, map[string]string{ConfigFile: "language: cy\n"}))
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	for n, want := range map[int]string{0: "0 cam gweithredu", 1: "1 cam gweithredu", 2: "2 gam gweithredu", 3: "3 cham gweithredu", 5: "5 cam gweithredu", 6: "6 cham gweithredu", 1200: "1,200 cam gweithredu"} {
		if got := a.Words.Count("count.actions", n); got != want {
			t.Errorf("%d: %q; want %q", n, got, want)
		}
	}
	if got := a.Words.Day("2026-07-14"); got != "14 Gorffennaf 2026" {
		t.Error(got)
	}
}
