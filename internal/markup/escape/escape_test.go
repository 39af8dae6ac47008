package escape

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
)

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"plain é 漢 \t\n":   "plain é 漢 \t\n",
		"a\r\nb\rc":        "a\nb\nc",
		"\x00\x1b[31m":     "␀␛[31m",
		"\x7f":             "␡",
		"\u0085\u009b":     "\ufffd\ufffd",
		"\xff\xfe":         "\ufffd\ufffd",
		"\ufdd0\U0001ffff": "\ufffd\ufffd",
		"a\u202eb":         "a\u202eb",
	} {
		if got := Visible(in); got != want {
			t.Errorf("Visible(%q) = %q, want %q", in, got, want)
		}
	}
}

// A parser reads back what is visible, as text and as an attribute.
func FuzzHTML(f *testing.F) {
	for _, s := range []string{"", "<b>&amp;", `"'`, "\x00\r\n", "\xff", "&notit;"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(HTML(s)) {
			t.Fatalf("%q is no text", HTML(s))
		}
		n, err := html.Parse(strings.NewReader(`<body><p title="` + HTML(s) + `">` + HTML(s) + `</p></body>`))
		if err != nil {
			t.Fatal(err)
		}
		p := n.LastChild.LastChild.FirstChild
		if p.Attr[0].Val != Visible(s) {
			t.Fatalf("attribute %q, want %q", p.Attr[0].Val, Visible(s))
		}
		if text := p.FirstChild; (text == nil) != (s == "") || text != nil && text.Data != Visible(s) || p.NextSibling != nil {
			t.Fatalf("text of %q", HTML(s))
		}
	})
}
