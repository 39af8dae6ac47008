package audit

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"minutebook/index"
	"minutebook/internal/edition"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
)

const secret = "the strongbox of the harbour office had been opened without a key at night"

const open = `This document is classified as **Clear**. It may be published.

Harbour Watch Committee Meeting

12 March 2024, HWC_07_1203

Final Minutes

1. Quay Lighting

The harbour master reported that four of the lamps on the east quay were dark again (HWC_06). The Widget
group (WOG_3) had been told. Nobody spoke of the strongbox, an office, a key or the night, or of what was opened without one.

ACTION HWC 07/01: The Harbour Master to have the lamps mended by 30 April.
`

const closed = `This document is classified as **Red**. It may not be shared.

Harbour Watch Committee Meeting

15 April 2024, HWC_08_1504

Final Minutes

1. Quay Lighting

The harbour master reported that four of the lamps on the east quay were dark again (HWC_06).

2. The Strongbox

The harbour master reported that ` + secret + `, see INC000000001234.

ACTION HWC 08/01: The Harbour Master to change the lock.

The WOG (WOG_3_0105) was told.
`

// secretsOf are the secrets of the two documents above for those who may read the first.
func secretsOf(t *testing.T, own ...string) *Secrets {
	t.Helper()
	return secretsBy(t, minutes.DefaultRules(), closed, own...)
}

func secretsBy(t *testing.T, rules *minutes.Rules, closed string, own ...string) *Secrets {
	t.Helper()
	all := secretsOfBoth(t, rules, open, closed)
	all.Permit(own...)
	return all
}

func secretsOfBoth(t *testing.T, rules *minutes.Rules, open, closed string) *Secrets {
	t.Helper()
	var sources []edition.Source
	for i, text := range []string{open, closed} {
		sources = append(sources, edition.Source{Minutes: minutes.Parse(fmt.Sprintf("content/%d.md", i), []byte(text), rules), Text: []byte(text)})
	}
	clear, _ := rules.Policy.Level("Clear")
	e := edition.Of(policy.Site{Name: "public", Clearance: policy.ClearedTo(clear), People: policy.PeopleNames}, sources, rules, nil)
	if len(e.Documents()) != 1 {
		t.Fatalf("the edition has %d documents", len(e.Documents()))
	}
	return Withheld(Options{Sources: sources, Edition: e, Rules: rules, Stems: index.Stems, Key: index.Key})
}

// found are the leaks in one file.
func found(t *testing.T, s *Secrets, name, text string) []Leak {
	t.Helper()
	dir := t.TempDir()
	write(t, filepath.Join(dir, name), text)
	r, err := s.Search(dir, none)
	if err != nil {
		t.Fatal(err)
	}
	return r.Leaks
}

func gzipped(text string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		panic(err)
	}
	w.Close()
	return b.String()
}

// folded is a line of a calendar as RFC 5545 may fold it: anywhere.
func folded(line string) string {
	var b strings.Builder
	for i, r := range line {
		if i > 0 && i%5 == 0 {
			b.WriteString("\r\n ")
		}
		b.WriteRune(r)
	}
	return b.String() + "\r\n"
}

func packed(name, text string) string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err != nil {
		panic(err)
	}
	if _, err := w.Write([]byte(text)); err != nil {
		panic(err)
	}
	z.Close()
	return b.String()
}

// Each row is one way in which a stage could leak, and must be found.
func TestLeaksAreFound(t *testing.T) {
	s := secretsOf(t)
	for name, file := range map[string]struct{ name, text, what string }{
		"words in a page":             {"a.html", "<p>Of " + secret + ".</p>", "words"},
		"words with markup inside":    {"a.html", "<p>Of <b>the</b> strongbox <a href=x>of the</a> harbour<br>office had been <i>op</i>ened without a key</p>", "words"},
		"words with entities":         {"a.html", "<p>" + strings.ReplaceAll(secret, "strongbox", "str&#111;ngbox") + "</p>", "words"},
		"words in an attribute":       {"a.html", `<p title="` + secret + `">Nothing.</p>`, "words"},
		"words in a comment":          {"a.html", "<p>Nothing.</p><!-- " + secret + " -->", "words"},
		"words in other case":         {"a.html", strings.ToUpper(secret), "words"},
		"words in JSON":               {"a.json", `[{"text":"` + strings.ReplaceAll(secret, "o", `\u006f`) + `"}]`, "words"},
		"words in a key of JSON":      {"a.json", `{"` + secret + `":1}`, "words"},
		"words in CSV":                {"a.csv", "1,\"" + secret + "\",2\n", "words"},
		"words in malformed CSV":      {"a.csv", "1,\"" + secret + "\"x,2\n", "words"},
		"words in a feed":             {"a.xml", "<entry><title>&lt;b&gt;" + secret + "</title></entry>", "words"},
		"words of a page in a feed":   {"a.atom", "<content type=\"html\">&lt;p&gt;Of the &lt;b&gt;strongbox&lt;/b&gt; of the h&amp;#97;rbour office had been opened without a key&lt;/p&gt;</content>", "words"},
		"an address in a feed's page": {"a.atom", "<content type=\"html\">&lt;a href=&#34;/actions/hwc-08-01/&#34;&gt;it&lt;/a&gt;</content>", "an id"},
		"words folded in a calendar":  {"a.ics", folded("DESCRIPTION:Of " + secret), "words"},
		"words escaped in a calendar": {"a.ics", "DESCRIPTION:Of the strongbox of the harbour office\\nhad been opened without a key\r\n", "words"},
		"a calendar by another name":  {"a.txt", "BEGIN:VCALENDAR\r\n" + folded("SUMMARY:Of "+secret), "words"},
		"an id folded in a calendar":  {"a.ics", "SUMMARY:HWC 0\r\n 8/01\r\n", "an id"},
		"words in a drawing":          {"a.svg", "<svg><title>" + secret + "</title></svg>", "words"},
		"words in a compressed file":  {"a.html.gz", gzipped("<p>" + secret + "</p>"), "words"},
		"words between control bytes": {"a.bin", "\x00\x01" + secret + "\x02", "words"},
		"words in a file name":        {strings.ReplaceAll(secret, " ", "-") + ".html", "nothing", "words"},
		"words in a package":          {"a.docx", packed("word/document.xml", "<w:t>"+secret+"</w:t>"), "words"},
		"a name in a package":         {"a.zip", packed("HWC_08_1504.txt", "nothing"), "an id"},
		"an id in a page":             {"a.html", "<p>HWC 08/01</p>", "an id"},
		"an id in an address":         {"a.html", `<a href="/actions/hwc-08-01/">it</a>`, "an id"},
		"an id in a file name":        {"actions/hwc-08-01/index.html", "nothing", "an id"},
		"a meeting in JSON":           {"a.json", `{"next":"HWC_08"}`, "an id"},
		"an incident in CSV":          {"a.csv", "INC000000001234,1\n", "an id"},
	} {
		leaks := found(t, s, file.name, file.text)
		if len(leaks) == 0 || leaks[0].What != file.what {
			t.Errorf("%s: found %v", name, leaks)
			continue
		}
		if got := leaks[0].String(); strings.Contains(got, "strongbox") || strings.Contains(got, "08-01") || !strings.Contains(got, "content/1.md:") {
			t.Errorf("%s: the line is %q", name, got)
		}
	}
}

// What the audience may know anyway is no leak.
func TestWhatMayBeKnownIsNoLeak(t *testing.T) {
	own := "Every site of this program says that it was made by this program."
	s := secretsOf(t, own)
	for name, text := range map[string]string{
		"the permitted document":         open,
		"words that both documents have": "The harbour master reported that four of the lamps on the east quay were dark again",
		"the program's own words":        own,
		"an id that is none to a reader": "The Widget group (WOG_3) had been told.",
		"a meeting that is referred to":  "HWC_06 and HWC_07",
		"an action and its words":        "HWC 07/01 The Harbour Master to have the lamps mended by 30 April.",
		"seven words":                    "the strongbox of the harbour office had",
		"words over two blocks":          "<p>the strongbox of the harbour</p><p>office had been opened without</p>",
		"a date after a group":           "<td>HWC</td><td>08/01/2024</td>",
		"a tag that is a word":           "the strongbox of the harbour office had<a href=x>link</a>",
	} {
		leaks := found(t, s, "a.html", text)
		if len(leaks) != 0 {
			t.Errorf("%s: found %v", name, leaks)
		}
	}
}

// What two cells of a table say side by side nobody wrote; what one cell says is found whatever stands beside it.
func TestCellsOfATableAreReadOneByOne(t *testing.T) {
	s := secretsOf(t)
	for text, leak := range map[string]bool{
		"7,the strongbox of the harbour,office had been opened without\n": false,
		"the strongbox of the harbour\noffice had been opened without\n":  false,
		"7,the strongbox of the harbour office had been opened\n":         true,
		"7,\"the strongbox, of the harbour\noffice had been opened\"\n":   true,
		"HWC,08/01\n": false,
		"HWC 08/01\n": true,
	} {
		leaks := found(t, s, "a.csv", text)
		if leak != (len(leaks) > 0) {
			t.Errorf("%q: found %v", text, leaks)
		}
	}
}

// Where a body numbers its actions with digits alone, such a number may stand anywhere; with its group it is an id.
func TestABareNumberIsNoId(t *testing.T) {
	shape, err := minutes.NewActionShape(regexp.MustCompile(`(?P<number>\d{4})`))
	if err != nil {
		t.Fatal(err)
	}
	rules := minutes.DefaultRules()
	rules.ActionIDs = []minutes.ActionShape{shape}
	s := secretsBy(t, rules, strings.Replace(closed, "ACTION HWC 08/01:", "0801:", 1))
	for text, leak := range map[string]bool{"<p>0801 of 0900</p>": false, "<p>HWC 0801</p>": true, "<a href=/actions/hwc-0801/>": true} {
		leaks := found(t, s, "a.html", text)
		if leak != (len(leaks) > 0) {
			t.Errorf("%s: found %v", text, leaks)
		}
	}
}

func TestDumpsAreSearched(t *testing.T) {
	leaks, err := secretsOf(t).SearchDump(func(visit func(place, text string)) error {
		visit("terms of id", "hwc 07 01")
		visit("terms of id", "inc000000001234")
		visit("stored text", "Of "+secret)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(leaks) != 2 || leaks[0].Path != "stored text" || leaks[1].Path != "terms of id" || leaks[1].What != "an id" {
		t.Errorf("found %v", leaks)
	}
}

func none(string) bool { return false }

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func FuzzReadings(f *testing.F) {
	for _, s := range []string{"<p a='b'>c</p>", "<!-- x", "<", "</", "<br/", "\x1f\x8b\x08", `{"a":"b"`, "\x00a", "\x28\xb5\x2f\xfd", "PK\x03\x04", "BZh9", "\x78\x9c",
		"\xff\xfea\x00", "%41%zz%", `\u00e9\u{1f600}\x4\777\`, "data:text/plain;base64,aGVsbG8gd29ybGQ=", "xn--mnchen-3ya.de xn--", "&amp;amp;lt;b&amp;gt;", "%PDF-1.7 (a\\101)", "BEGIN:VCALENDAR\r\n a"} {
		for _, name := range []string{"a.html", "a.json", "a.ics", "a.csv", "a.br", "a.gz"} {
			f.Add(name, []byte(s))
		}
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		read, _ := look(name, data, nil)
		for _, r := range read {
			for _, row := range pieces(r.text) {
				last := 0
				for _, w := range row {
					if w.start < last || w.end > len(r.text) || w.start >= w.end {
						t.Fatalf("word at %d-%d of %d bytes", w.start, w.end, len(r.text))
					}
					last = w.end
				}
			}
		}
	})
}
