package audit

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// said are pieces of which files are made: secrets, whole and in parts, and all that may stand within them.
var said = []string{secret, "the strongbox of the harbour", "office had been opened without a key", "strongbox", "strong", "box", "HWC 08/01", "HWC_08", "hwc-08-01", "hwc 8 1",
	"INC000000001234", "The Strongbox", "the", " ", "\n", "-", "é", "\u00ad", "%20", "%", `\u006f`, `\"`, `\n`, `\`, "&amp;", "&lt;b&gt;", "&amp;lt;p&amp;gt;", "&shy;", "&", ";", "<b>", "</b>", "<p>", "</p>", "<br>", "<br/>",
	`<time datetime="2018-10-16">`, "16 October 2018", "16 October", "</time>", "<!--", "-->", `<a title="`, `">`, "<", ">", `"`, ",", "[", "]", "{", "}", ":", "1234", "xn--", "|", "\r\n ", "\r\n"}

// A file in which nothing is found at the first look has nothing in any way in which it can be read.
func TestTheFirstLookMissesNothing(t *testing.T) {
	s := withDays(secretsOf(t))
	x := newScanner(s)
	looked, clean := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		name := "www/a" + rapid.SampledFrom([]string{".html", ".json", ".csv", ".ics", ".txt", ".atom"}).Draw(t, "name")
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(said), 0, 40).Draw(t, "pieces"), "")
		if rapid.Bool().Draw(t, "whole") && strings.HasSuffix(name, ".json") {
			text = `["` + strings.NewReplacer(`"`, `\"`, "\n", `\n`, "\r", `\r`, `\`, `\\`).Replace(text) + `"]`
		}
		looked++
		if !x.nothingInFile(name, []byte(text)) {
			return
		}
		clean++
		if leaks, opaque := x.searchReadings(name, name, []byte(text), false); len(leaks) > 0 || opaque {
			t.Fatalf("%q: found %v (opaque: %v) at the second look alone", text, leaks, opaque)
		}
	})
	if clean == 0 || clean == looked {
		t.Errorf("of %d files %d had nothing at the first look", looked, clean)
	}
}
