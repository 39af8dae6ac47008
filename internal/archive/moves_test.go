package archive

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"minutebook/internal/policy"
)

func TestDeclaredAddressesAreRead(t *testing.T) {
	a := open(t, folder(t, "content/a.md", "x", ConfigFile, `
redirects:
  - {from: /meetings/tog-20/, to: "/meetings/tog-21/#item-3.1"}
  - from: "/files/0a1b/Key Ceremony.pdf"
    to: /meetings/tog-20
    level: amber
withdrawn:
  - {address: "/meetings/tog-12/#p-k3v9q2xa", level: White, reason: " The minutes were published in error. "}
`))
	p := policy.Default()
	clear, _ := p.Level("Clear")
	white, _ := p.Level("White")
	amber, _ := p.Level("Amber")
	want := []Redirect{{"/meetings/tog-20/", "/meetings/tog-21/#item-3.1", clear, 3, 12},
		{"/files/0a1b/Key Ceremony.pdf", "/meetings/tog-20", amber, 4, 11}}
	if diff := cmp.Diff(want, a.Redirects); diff != "" {
		t.Error(diff)
	}
	withdrawn := []Withdrawal{{"/meetings/tog-12/#p-k3v9q2xa", "The minutes were published in error.", white, 8, 15}}
	if diff := cmp.Diff(withdrawn, a.Withdrawn); diff != "" {
		t.Error(diff)
	}
}

// faultsOf are where the settings have faults, and what is said of each.
func faultsOf(t *testing.T, text string) []string {
	t.Helper()
	a, err := Open(folder(t, "content/a.md", "x", ConfigFile, text))
	if err == nil {
		a.Close()
		return nil
	}
	var faults Faults
	if !errors.As(err, &faults) {
		t.Fatal(err)
	}
	var all []string
	for _, f := range faults {
		all = append(all, fmt.Sprintf("%d:%d %s", f.Line, f.Column, f.Message))
	}
	return all
}

func TestAddressesThatCannotBe(t *testing.T) {
	for address, why := range map[string]string{
		"meetings/x/": "one slash", "//host.example/x/": "one slash", "https://host.example/x/": "one slash", "#p-1": "one slash",
		"/a//b/": "two slashes", "/search?q=x": "?", "/a%20b/": "%", "/a:b/": ":", `/a\\b/`: "two slashes", "/a<b/": "two slashes",
		"/a/../b/": "dot", "/./a/": "dot", "/..": "dot", "/a/.": "dot", "/a/index.html": "index.html",
		"/" + strings.Repeat("x", 201) + "/": "too long", "/a/#": "after", "/a/#_main": "after", "/a/#p 1": "after", "/a/#a#b": "after", "/a\\tb/": "two slashes",
	} {
		for i, settings := range []string{"redirects:\n  - from: \"%s\"\n    to: /a/\n", "redirects:\n  - from: /x/\n    to: \"%s\"\n", "withdrawn:\n  - level: White\n    reason: Why.\n    address: \"%s\"\n"} {
			got := faultsOf(t, fmt.Sprintf(settings, address))
			where := []string{"2:11 ", "3:9 ", "4:14 "}[i]
			if why == "after" {
				why = "what follows the #"
			}
			if len(got) != 1 || !strings.HasPrefix(got[0], where) || !strings.Contains(got[0], why) {
				t.Errorf("%q in %q: %q", address, settings, got)
			}
		}
	}
}

func TestDeclarationsThatCannotBe(t *testing.T) {
	for settings, want := range map[string]string{
		"redirects:\n  - to: /a/\n":                                                                          "2:7 an address is missing",
		"redirects:\n  - from: /a/\n":                                                                        "2:9 an address is missing",
		"redirects:\n  - {from: /a/, to: /b/, level: Purple}\n":                                              `2:33 level "Purple" is no level`,
		"redirects:\n  - {from: /a/, to: /b/}\n  - {from: /a, to: /c/}\n":                                    "3:12 address /a is declared twice",
		"redirects:\n  - {from: /a/, to: /b/}\nwithdrawn:\n  - {address: /a/, level: White, reason: x}\n":    "4:15 address /a/ is declared twice",
		"redirects:\n  - {from: /a/, to: /a}\n":                                                              "2:21 redirect /a/ leads round to itself",
		"redirects:\n  - {from: /a/, to: \"/a/#p-1\"}\n":                                                     "2:21 redirect /a/ leads round to itself",
		"redirects:\n  - {from: /c/, to: /a/}\n  - {from: /a/, to: /b/}\n  - {from: /b/, to: \"/a/#p-1\"}\n": "3:21 redirect /a/ leads round to itself|4:21 redirect /b/ leads round to itself",
		"redirects:\n  - {from: \"/a/#p-1\", to: \"/a/#p-2\"}\n  - {from: \"/a/#p-2\", to: \"/a/#p-3\"}\n":   "",
		"withdrawn:\n  - {address: /a/, reason: x}\n":                                                        "2:5 a level is missing: who may read the reason cannot be told",
		"withdrawn:\n  - {address: /a/, level: White}\n":                                                     "2:5 withdrawn /a/ has no reason",
		"withdrawn:\n  - {address: /a/, level: Wite, reason: x}\n":                                           `2:27 level "Wite" is no level`,
		"withdrawn:\n  - {adress: /a/, level: White, reason: x}\n":                                           `2:6 unknown field "adress"`,
	} {
		if got := strings.Join(faultsOf(t, settings), "|"); got != want {
			t.Errorf("%s\n got %s\nwant %s", settings, got, want)
		}
	}
}
