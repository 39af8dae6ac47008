package main

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"minutebook/internal/hosting"
)

// holdPages holds every page of the built sites to what the headers say: nothing inline, the policy in the page itself, and
// on a restricted site no search engine and no card for social media.
func holdPages(t *testing.T, out string) {
	for _, site := range []string{"public", "parties", "members"} {
		cards := 0
		www := os.DirFS(filepath.Join(out, site, "www"))
		err := fs.WalkDir(www, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || path.Ext(name) != ".html" || strings.HasPrefix(name, "files/") {
				return err
			}
			text, err := fs.ReadFile(www, name)
			meta := metaOf(t, site+" "+name, string(text))
			if meta["Content-Security-Policy"] != hosting.PagePolicy || meta["referrer"] != "no-referrer" {
				t.Errorf("%s: %s says %v", site, name, meta)
			}
			card := meta["og:title"] != "" || meta["description"] != "" || meta["twitter:card"] != "" || meta["told to engines"] != ""
			if card {
				cards++
			}
			if site != "public" && (card || meta["robots"] != "noindex") {
				t.Errorf("%s: %s says %v", site, name, meta)
			}
			return err
		})
		if err != nil || site == "public" && cards == 0 {
			t.Errorf("%s: %d cards, %v", site, cards, err)
		}
		said, err := fs.ReadFile(www, hosting.FileName)
		if want := string(hosting.File("", site != "public")); err != nil || string(said) != want {
			t.Errorf("%s: %s is %s, %v", site, hosting.FileName, said, err)
		}
	}
}

// metaOf is what a page says of itself; what is inline is an error.
func metaOf(t *testing.T, about, text string) map[string]string {
	t.Helper()
	meta := map[string]string{}
	z := html.NewTokenizer(strings.NewReader(text))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		token := z.Token()
		attributes := map[string]string{}
		for _, a := range token.Attr {
			attributes[a.Key] = a.Val
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("%s: inline %s", about, token)
			}
		}
		structured := token.Data == "script" && attributes["type"] == "application/ld+json" // data, which no browser runs
		if token.Data == "style" || token.Data == "script" && attributes["src"] == "" && !structured {
			t.Errorf("%s: inline %s", about, token)
		}
		if structured || attributes["rel"] == "canonical" {
			meta["told to engines"] = token.Data
		}
		if i := slices.IndexFunc([]string{"name", "property", "http-equiv"}, func(k string) bool { return attributes[k] != "" }); token.Data == "meta" && i >= 0 {
			meta[attributes[[]string{"name", "property", "http-equiv"}[i]]] = attributes["content"]
		}
	}
	return meta
}
