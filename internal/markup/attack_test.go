package markup

import (
	"slices"
	"strings"
	"testing"

	"minutebook/internal/markup/escape"
	"minutebook/internal/minutes"
)

// What people put into documents and addresses to run their script in the reader's browser.
var payloads = []string{
	`<script>alert(1)</script>`, `"><script>alert(1)</script>`, `' onmouseover='alert(1)`, `" onfocus="alert(1)" autofocus="`,
	`<img src=x onerror=alert(1)>`, `<svg/onload=alert(1)>`, `</code></pre><script>alert(1)</script>`, `</a><a href=javascript:alert(1)>`,
	`<iframe srcdoc="<script>alert(1)</script>">`, `<!--><script>alert(1)</script>-->`, `]]><script>`, `<style>*{background:url(//x)}</style>`,
	`&lt;script&gt;alert(1)&lt;/script&gt;`, `&#x3c;script>`, `{{ .Site }}`, `{{< rawhtml >}}`, "<scr\x00ipt>alert(1)</scr\x00ipt>", "\xbfscript\xbe", "+ADw-script+AD4-",
	`javascript:alert(1)`, `JaVaScRiPt:alert(1)`, " javascript:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)", "\x01javascript:alert(1)",
	`javascript&colon;alert(1)`, `javascript&#58;alert(1)`, `javascript%3Aalert(1)`, `javascript://example.org/%0aalert(1)`, `vbscript:x`,
	`data:text/html,<script>alert(1)</script>`, `data:image/svg+xml;base64,PHN2Zz4=`, `file:///etc/passwd`, `blob:x`, `//example.org`, `/\example.org`, `\\example.org`,
	`https:example.org`, `http://`, `https://example.org\@evil.example`, `mailto:a@example.org?subject="><script>`, `#"><script>`, `?x='><script>`, `ftp://example.org`,
	"https://example.org/\u202etxt", "http://[::1", `x:y`, `feed:javascript:alert(1)`, `view-source:javascript:alert(1)`,
}

// A payload in any field of a block, a reference or the options comes out as words or not at all.
func TestAttacks(t *testing.T) {
	for _, attack := range payloads {
		blocks := attacked(attack)
		w := Writer{
			Refs: map[*minutes.Block][]minutes.Reference{}, Anchors: true,
			Resolve: func(minutes.Reference) (string, bool) { return attack, true },
		}
		for _, top := range blocks {
			top.Walk(func(b *minutes.Block) {
				w.Refs[b] = []minutes.Reference{{Kind: minutes.Kind(attack), Start: 0, End: 1}}
			})
		}
		for _, href := range []func(string) (string, bool){nil, func(string) (string, bool) { return "", false }, func(string) (string, bool) { return attack, true }} {
			w.Href = href
			got := string(w.Blocks(blocks))
			if err := inspect(got); err != nil {
				t.Errorf("%q: %v", attack, err)
			}
			if words := strings.Fields(textOf(got, true)); !slices.Equal(words, wordsOf(blocks)) {
				t.Errorf("%q: words %q, want %q", attack, words, wordsOf(blocks))
			}
		}
		w.Caption = func(*minutes.Block) string { return attack }
		if err := inspect(string(w.Blocks(blocks))); err != nil {
			t.Errorf("%q: %v", attack, err)
		}
	}
}

func attacked(s string) []*minutes.Block {
	spans := []minutes.Span{{Text: s}, {Text: s, Href: s}, {Text: s, Image: s}, {Text: s, Code: true}, {Text: s, Joined: true}, {Text: s, Break: true}}
	leaf := func(kind minutes.BlockKind) *minutes.Block {
		return &minutes.Block{Kind: kind, Role: minutes.Role(s), ID: s, Lang: s, Marker: s, Align: s, Spans: spans}
	}
	row := func(role minutes.Role) *minutes.Block {
		return &minutes.Block{Kind: minutes.Row, Role: role, ID: s, Blocks: []*minutes.Block{leaf(minutes.Cell)}}
	}
	return []*minutes.Block{
		leaf(minutes.Paragraph), leaf(minutes.Heading), leaf(minutes.Code), leaf(minutes.BlockKind(s)),
		{Kind: minutes.Code, Lang: "xml", Spans: []minutes.Span{{Text: s}}},
		{Kind: minutes.Table, ID: s, Blocks: []*minutes.Block{row(minutes.RoleHead), row(minutes.Role(s))}},
		{Kind: minutes.List, ID: s, Ordered: true, Blocks: []*minutes.Block{leaf(minutes.ListItem)}},
	}
}

func TestSafe(t *testing.T) {
	for _, ok := range []string{"https://example.org/x?a=1#b", "HTTP://example.org", "mailto:clerk@example.org", "/meetings/harb-3/", "a/b.pdf", "../b.pdf", "#item-3", "?q=x", "papers/é.pdf"} {
		if a, is := safe(ok); !is || a.href != ok {
			t.Errorf("%q refused", ok)
		}
	}
	for _, bad := range []string{"", "javascript:alert(1)", "data:,x", "//host/x", `/\host`, "java\tscript:x", "a b", "http:", "https:x", "\u0080", "ftp://x"} {
		if _, is := safe(bad); is {
			t.Errorf("%q accepted", bad)
		}
	}
	if a, _ := safe("https://example.org"); !strings.Contains(a.open(""), `rel="noopener noreferrer"`) {
		t.Error("an external link says where it comes from")
	}
}

// Any text, styles, address and reference: well formed, harmless, and the same words.
func FuzzInline(f *testing.F) {
	for i, s := range payloads {
		f.Add(s, s, "HARB 3/01 and more", uint16(i*37), i, i+3)
	}
	f.Fuzz(func(t *testing.T, text, href, more string, styles uint16, start, end int) {
		if strings.ContainsRune(text+more, '\r') {
			t.Skip("line ends have a test of their own")
		}
		on := func(bit int) bool { return styles>>bit&1 == 1 }
		first := minutes.Span{Text: text, Href: href, Strong: on(0), Emph: on(1), Code: on(2), Strike: on(3), Sub: on(4)}
		second := minutes.Span{Text: more, Strong: on(5), Emph: on(6), Under: on(7), Sup: on(8), Joined: on(9)}
		if on(10) {
			second.Image = href
		}
		b := &minutes.Block{Kind: minutes.Paragraph, Spans: []minutes.Span{first, second}}
		w := Writer{
			Refs:    map[*minutes.Block][]minutes.Reference{b: {{Kind: minutes.KindAction, Start: start, End: end}, {Kind: minutes.KindIncident, Start: 2, End: 9}}},
			Resolve: func(r minutes.Reference) (string, bool) { return "/" + string(r.Kind) + "/", true },
		}
		got := string(w.Inline(b))
		if err := inspect(got); err != nil {
			t.Fatal(err)
		}
		if got, want := textOf(got, false), escape.Visible(text)+escape.Visible(more); got != want {
			t.Fatalf("text %q, want %q", got, want)
		}
	})
}
