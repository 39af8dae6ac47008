package build_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"minutebook/internal/access"
	"minutebook/internal/build"
	"minutebook/internal/endpoint"
	"minutebook/internal/former"
	"minutebook/internal/publish"
)

// anybody lets everybody into every site.
func anybody(publish.Manifest) (access.Gate, error) { return nil, nil }

// What only a stricter site has, is asked of the more open ones: the answer is that to an address which never was,
// header by header and byte by byte. So is that to a search for words and facets that only the stricter site has.
func TestWithheldAddressesAreUnknown(t *testing.T) {
	root := t.TempDir()
	for _, f := range withheldArchive(t) {
		put(t, filepath.Join(root, f.Name), f.Data)
	}
	sites := mustBuild(t, root, t.TempDir())
	strict := addressesOf(t, sites[len(sites)-1])
	for _, s := range sites[:len(sites)-1] {
		f, err := endpoint.Open(t.Context(), s.Dir, endpoint.Options{Admit: anybody})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(f.Close)
		withheld := slices.DeleteFunc(slices.Clone(strict), func(at string) bool { return slices.Contains(addressesOf(t, s), at) })
		if len(withheld) < 60 {
			t.Errorf("%s: only %d addresses are withheld", s.Name, len(withheld))
		}
		for _, at := range withheld {
			for _, method := range []string{"GET", "HEAD"} {
				for _, spelt := range []string{at, strings.TrimSuffix(at, "/"), at + "?v=12345678"} {
					never := strings.Replace(spelt, at, sibling(at), 1)
					never = strings.Replace(never, strings.TrimSuffix(at, "/"), strings.TrimSuffix(sibling(at), "/"), 1)
					got, want := answerTo(f.Handler, method, spelt), answerTo(f.Handler, method, never)
					if got != want || !strings.HasPrefix(got, "404 ") {
						t.Errorf("%s: %s %s and %s are told apart:\n%.300s\n%.300s", s.Name, method, spelt, never, got, want)
					}
				}
			}
		}
		for q, nonsense := range map[string]string{"q=salvage": "q=zalvage", "q=soundings": "q=zoundings", "q=INC000777": "q=INC000778", "q=DRG+01%2F01": "q=ZRG+01%2F01",
			"q=lamps&owner=Salvage+Master": "q=lamps&owner=Zalvage+Master", "q=lamps&group=DRG": "q=lamps&group=ZRG", "q=sal": "q=zal", "q=lamps&year=2023": "q=lamps&year=2022",
			"q=dredgin": "q=zredgin", "q=%22night+tide%22": "q=%22zight+tide%22"} {
			for _, api := range []string{"/api/search?", "/api/suggest?", "/search?"} {
				words, err := url.ParseQuery(q)
				if err != nil {
					t.Fatal(err)
				}
				others, err := url.ParseQuery(nonsense)
				if err != nil {
					t.Fatal(err)
				}
				got, want := answerTo(f.Handler, "GET", api+q), answerTo(f.Handler, "GET", api+nonsense)
				if got, want := unsaid(got, words), unsaid(want, others); got != want {
					t.Errorf("%s: %s%s and %s are told apart:\n%s\n%s", s.Name, api, q, nonsense, got, want)
				}
			}
		}
	}
}

// addressesOf are the pages and files of a site, and what it tells of former ones.
func addressesOf(t *testing.T, s build.Site) []string {
	t.Helper()
	var all []string
	for name := range mustManifest(t, s.Dir).Files {
		if at, ok := strings.CutPrefix(name, "www/"); ok {
			all = append(all, "/"+strings.TrimSuffix(at, "index.html"))
		}
	}
	list, err := former.Read(s.Dir)
	if err != nil {
		t.Fatal(err)
	}
	all = slices.Concat(all, slices.Collect(maps.Keys(list.Redirects)), list.Withdrawn)
	slices.Sort(all)
	return slices.Compact(all)
}

// sibling is an address like another one that no site ever had.
func sibling(at string) string {
	parts := strings.Split(at, "/")
	for i := len(parts) - 1; i > 0; i-- {
		if parts[i] != "" {
			parts[i] = "zz" + parts[i][min(2, len(parts[i])):]
			break
		}
	}
	return strings.Join(parts, "/")
}

// answerTo is all of an answer but how long a search took.
func answerTo(h http.Handler, method, target string) string {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(method, target, nil))
	body := w.Body.String()
	var results map[string]any
	if json.Unmarshal([]byte(body), &results) == nil {
		delete(results, "took_ms")
		body = fmt.Sprint(results)
		w.Header().Del("Content-Length")
	}
	return fmt.Sprintf("%d %v\n%s", w.Code, w.Header(), body)
}

// unsaid is an answer without what the reader said himself.
func unsaid(answer string, query url.Values) string {
	for _, v := range query {
		for _, spelt := range []string{v[0], url.QueryEscape(v[0]), strings.ReplaceAll(url.QueryEscape(v[0]), "+", "%20"), strings.ReplaceAll(v[0], `"`, "&#34;")} {
			answer = strings.ReplaceAll(answer, spelt, "…")
		}
	}
	return answer
}
