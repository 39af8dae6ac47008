package audit

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"minutebook/index"
	"minutebook/internal/minutes"
)

// spotted says whether a site with one file says a word that only a notice has.
func spotted(t *testing.T, notice, name, text string) bool {
	t.Helper()
	s := Withheld(Options{Rules: minutes.DefaultRules(), Stems: index.Stems, Key: index.Key, Notices: []Notice{{File: "minutebook.yaml", Line: 1, Text: notice}}})
	s.Permit("An owner may open it.")
	return len(found(t, s, name, text)) > 0
}

// Each row is a way to spell a word that a reader, or a program, would undo; and what only looks like it.
func TestSpellings(t *testing.T) {
	for text, want := range map[string]bool{
		"Ångström": true, "angstrom": true, "A\u030angstro\u0308m": true, "ÅNGSTRÖM": true, "ang\u00adstrom": true, "ang\u200bstrom": true,
		"ang&shy;strom": true, "<b>ang</b>strom": true, "<i>The</i>Angstrom<i>man</i>": true, "ang<wbr>strom": true, "%C3%85ngstr%C3%B6m": true,
		`\u00c5ngstr\u00f6m`: true, `\xc5ngstr\xf6m`: true, "&amp;amp;Aring;ngstr&amp;amp;ouml;m": true, "&#197;ngstr&#xF6;m": true, "xn--ngstrm-hua5l.example": true,
		"data:text/plain;base64,YW5nc3Ryb20=": true, "data:text/plain,%61ngstrom": true, "<!--angstrom-->": true, "<x angstrom=1>": true, "ａｎｇｓｔｒｏｍ": true,
		"ang-strom": false, "angstroms": false, "ang</p>strom": false, "an gstrom": false, "": false,
	} {
		if got := spotted(t, "Ångström", "a.html", text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// A word of few letters, a short number, a date and a name of a month betray nothing by themselves.
func TestWhatTells(t *testing.T) {
	for text, want := range map[string]bool{
		"Ng": false, "Ann": true, "May": false, "monday": false, "12": false, "2024": false, "123456": true, "4,750,000": true, "2024-05-13": false, "13 May 2024": false,
		"10:30 – 11:45": false, "01632 960123": true, "A1": false, "SR24Q": true, "in error": true, "to be": false, "13 May 2024, later": true, "": false,
	} {
		if got := spotted(t, text, "a.html", "<p>"+text+"</p>"); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// Among bytes that are no text a short word stands by chance, a long one does not; a name made of an address has letters by chance.
func TestWhatStandsByChance(t *testing.T) {
	for _, row := range []struct {
		word, name, text string
		want             bool
	}{
		{"bade", "a.bin", "\x00bade\x00", false},
		{"kittiwake", "a.bin", "\x00kittiwake\x00", true},
		{"kittiwake", "a.bin", "k\x00i\x00t\x00t\x00i\x00w\x00a\x00k\x00e\x00", true},
		{"bade", "a.html", "urn:uuid:01234567-bade-4abc-8def-0123456789ab", false},
		{"bade", "a.html", "bade 01234567-bade-4abc-8def-0123456789ab", true},
		{"open owner", "a.json", `{"status":"open","owner":"x"}`, false},
		{"open owner", "a.json", `{"status":"open owner"}`, true},
		{"kittiwake", "a.json", `{"status":"kittiwake`, true},
		{"café", "a.txt", "caf\xe9", true},
	} {
		if got := spotted(t, row.word, row.name, row.text); got != row.want {
			t.Errorf("%q in %q: %v", row.word, row.text, got)
		}
	}
}

// A file that cannot be read to its end is named; one that can is not.
func TestOpaque(t *testing.T) {
	dir := t.TempDir()
	opaque := map[string]string{"a.png": "\x89PNG\r\n\x1a\n\x00", "b.pdf": "%PDF-1.4 << /Filter /FlateDecode >>", "c.gz": gzipped("words")[:14], "d.zip": "PK\x03\x04 and no more",
		"e.br": "\xff\xff\xff", "f.7z": "7z\xbc\xaf\x27\x1c", "g.bin": "\x00\x01", "h.html": "data:image/png;base64,iVBORw0KGgo=", "i.zip": packed("a.jpg", "\xff\xd8\xff\xe0"), "j.gz": gzipped(gzipped(gzipped(gzipped(gzipped("x")))))}
	plain := map[string]string{"a.html": "<p>x</p>", "b.gz": gzipped("<p>x</p>"), "c.zip": packed("a.txt", "x"), "d.pdf": "%PDF-1.4 (x) Tj", "e.json": "{", "f.txt": "caf\xe9", "g": "", "h.csv": "\"", "i.svg": "<svg/>"}
	for folder, files := range map[string]map[string]string{"opaque": opaque, "plain": plain} {
		for name, text := range files {
			write(t, filepath.Join(dir, folder, name), text)
		}
	}
	r, err := Withheld(Options{Stems: index.Stems, Key: index.Key}).Search(dir, none)
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for name := range opaque {
		want = append(want, "opaque/"+name)
	}
	if slices.Sort(want); !slices.Equal(r.Opaque, want) || r.Files != len(opaque)+len(plain) {
		t.Errorf("of %d files %q could not be looked into, want %q", r.Files, r.Opaque, want)
	}
}

// What is no file is named and not read, for a device has no end; a link to a file is as good as the file.
func TestNoFiles(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "plain.html"), "<p>x</p>")
	for name, to := range map[string]string{"device.html": os.DevNull, "folder": dir, "nowhere": "gone", "page.html": "plain.html"} {
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Skip(err)
		}
	}
	r, err := Withheld(Options{Stems: index.Stems, Key: index.Key}).Search(dir, none)
	if want := []string{"device.html", "folder", "nowhere"}; err != nil || !slices.Equal(r.Opaque, want) || r.Files != 5 {
		t.Errorf("of %d files %q could not be looked into, want %q (%v)", r.Files, r.Opaque, want, err)
	}
}

// A file of the archive that only withheld text links to is found by its bytes, whatever it is called; what a paper that the site may show
// says is searched for runs and ids alone.
func TestPapers(t *testing.T) {
	s := Withheld(Options{Rules: minutes.DefaultRules(), Stems: index.Stems, Key: index.Key, Notices: []Notice{{File: "minutebook.yaml", Line: 1, Text: "Kittiwake"}},
		Files: []File{FileOf("content/deep.txt", []byte("Nine fathoms."))}})
	if got := found(t, s, "a.bin", "Nine fathoms."); len(got) != 1 || got[0].What != "a file" || got[0].Source != "content/deep.txt" {
		t.Errorf("found %v", got)
	}
	if got := found(t, s, "a.bin", "Nine fathoms"); len(got) != 0 {
		t.Errorf("another file: found %v", got)
	}
	const paper = "About the Kittiwake."
	name := "www/files/" + hexOf(sum(paper)) + "/a.txt"
	if got := found(t, s, name, paper); len(got) != 1 {
		t.Errorf("a paper that nothing links to: found %v", got)
	}
	s.papers[name] = true
	if got := found(t, s, name, paper); len(got) != 0 {
		t.Errorf("a paper that the site may show: found %v", got)
	}
	if got := found(t, s, name, paper+" Changed."); len(got) != 1 {
		t.Errorf("another file in its place: found %v", got)
	}
}

// The search takes time in proportion to what is searched, and what is unpacked has a bound.
func TestBombs(t *testing.T) {
	bomb := gzipped(gzipped(strings.Repeat("\x00", 8<<20)))
	if read, _ := look("a.gz", []byte(bomb), nil); len(read) == 0 {
		t.Error("nothing was read")
	}
	u := unpacker{left: 1 << 10}
	if u.read("a.gz", []byte(gzipped(strings.Repeat("x", 4<<10))), 0); !u.opaque {
		t.Error("a file larger than what may be unpacked is not told")
	}
	for _, text := range []string{strings.Repeat("<", 1<<20), strings.Repeat("&amp;", 1<<18), strings.Repeat(`\u0041`, 1<<18), strings.Repeat("%41", 1<<18), strings.Repeat("xn--", 1<<18), strings.Repeat("data:;base64,", 1<<16)} {
		look("a.html", []byte(text), nil)
	}
}

func sum(text string) [32]byte { return sha256.Sum256([]byte(text)) }

func hexOf(sum [32]byte) string { return hex.EncodeToString(sum[:6]) }

func BenchmarkSearch(b *testing.B) {
	text, err := os.ReadFile(filepath.Join("..", "..", "content", "about.md"))
	if err != nil {
		b.Fatal(err)
	}
	page := "<p>" + strings.Repeat(string(text), 100) + "</p>"
	s := Withheld(Options{Rules: minutes.DefaultRules(), Stems: index.Stems, Key: index.Key, Notices: []Notice{{File: "minutebook.yaml", Line: 1, Text: strings.Repeat("nothing of the kind ", 100)}}})
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		newScanner(s).searchFile("a.html", []byte(page), false)
	}
}
