package policy

import "testing"

func TestBase(t *testing.T) {
	for url, want := range map[string]string{
		"": "", "https://minutes.example.org": "", "https://minutes.example.org/": "",
		"https://example.org/book": "/book", "https://example.org/book/": "/book", "https://example.org/a/b//": "/a/b",
	} {
		if got := (Site{URL: url}).Base(); got != want {
			t.Errorf("%q starts with %q, want %q", url, got, want)
		}
	}
}
