package build

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAddressesBelow(t *testing.T) {
	www := t.TempDir()
	for name, text := range map[string]string{
		"index.html":                        `<h1 id="_top">Home</h1>`,
		"404.html":                          `<p id="p-1">Lost</p>`,
		"old.html":                          `<p>Moved</p>`,
		"meetings/hwc-07/index.html":        `<h2 ID='item-1'>One</h2><p id=p-abc class="x">Words <img id="p-img"/></p><input id="q"><main id="_main"><p id="">None</p>`,
		"meetings/hwc-07/source/index.html": `<li id="L12">`,
		"actions/open/index.html":           `<p>A view</p>`,
		"actions/page-2/index.html":         `<p>More</p>`,
		"data/actions.csv":                  "id",
		"data/actions/open.csv":             "id",
		"data/decisions/agreed.json":        "[]",
		"files/0a1b/plan.pdf":               "%PDF",
		"site.css":                          "p{}",
		"favicon.svg":                       "<svg/>",
		"opensearch.xml":                    "<OpenSearchDescription/>",
		"search/index.html":                 "<h1>Search</h1>",
		"search/ids/start.json":             "{}",
		"search/ids/words-12.json":          "{}",
		"feeds/all.xml":                     "<feed/>",
	} {
		file := filepath.Join(www, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	all, err := addressesBelow(www)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for at, fragments := range all {
		got = append(got, strings.Join(append([]string{at}, slices.Sorted(maps.Keys(fragments))...), " "))
	}
	slices.Sort(got)
	want := []string{"/", "/data/actions.csv", "/feeds/all.xml", "/files/0a1b/plan.pdf", "/meetings/hwc-07/ item-1 p-abc p-img", "/meetings/hwc-07/source/", "/old.html", "/search/"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func FuzzFragmentsOf(f *testing.F) {
	for _, s := range []string{`<p id="a">`, "<p id", "<", `<!-- id="a" -->`, `<script>"<p id=a>"</script>`, "<p id=\x00>", `<a id=a id=b>`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, page []byte) {
		for id := range fragmentsOf(page) {
			if id == "" || id[0] == '_' {
				t.Fatalf("fragment %q", id)
			}
		}
	})
}
