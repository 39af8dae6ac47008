package record

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func dumpRedirects(r *Record) string {
	var s strings.Builder
	for _, x := range r.Redirects {
		fmt.Fprintf(&s, "%s to %s: %s is %s\n", x.From, x.To, x.Why, x.ID)
	}
	return s.String()
}

// A redirect leads from no record's address to a record's, in one step, and each address leads to one place.
func TestRedirectsLeadToRecords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := linked(someNotes(t))
		records := map[string]bool{}
		for _, p := range r.paths {
			records[p] = true
		}
		seen := map[string]bool{}
		for _, x := range r.Redirects {
			must(t, !records[x.From], "%s, which leads elsewhere, is no record", x.From)
			must(t, records[x.To], "%s leads to a record", x.From)
			must(t, !seen[x.From], "%s leads to one place", x.From)
			must(t, folderOf(x.From) == folderOf(x.To), "%s stays among its kind", x.From)
			seen[x.From] = true
		}
	})
}

func folderOf(path string) string { return strings.SplitAfter(path, "/")[1] }

// The demo archive has spellings of every kind, whatever the order of its documents.
func TestRedirectsOfTheDemoArchive(t *testing.T) {
	sources := demo(t)
	first := dumpRedirects(recordOf("members", sources))
	for _, folder := range []string{"/meetings/", "/actions/"} {
		if !strings.Contains(first, folder) {
			t.Errorf("nothing leads to %s:\n%s", folder, first)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		shuffled := rapid.Permutation(sources).Draw(t, "order")
		if diff := cmp.Diff(first, dumpRedirects(recordOf("members", shuffled))); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestPassing(t *testing.T) {
	for address, want := range map[string]bool{"/": false, "/actions/": false, "/actions/open/": true, "/actions/group/harb/": true, "/actions/harb-7-01/": false,
		"/actions/page-2/": true, "/groups/page-index/": false, "/meetings/harb-7/draft/": false, "/meetings/harb-7/draft-2/": false, "/meetings/harb-7/source/": false,
		"/glossary/": false, "/glossary/a/": true, "/decisions/": false, "/decisions/agreed/": true, "/page-search/": false, "/data/actions.csv": false, "/open/": false} {
		if Passing(address) != want {
			t.Errorf("%s: %v", address, !want)
		}
	}
}
