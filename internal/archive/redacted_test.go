package archive

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The settings of those who may not know all of them are the same settings without the others' lines.
func TestRedactedSettings(t *testing.T) {
	const rest = "title: 0x1F # a comment\nsites:\n  - {name: public, clearance: Clear}\ndescription: |\n  redirects:\n    - none\n\nkinds:\n- {kind: wreck, pattern: 'WR(\\d+)'}\n"
	const lists = "redirects:\n  # of the secretary\n  - {from: /a/, to: /b/}\n  - from: /hidden/ # comment\n    to: /c/\n    level: Red\nwithdrawn: [{address: /d/, level: Clear, reason: \"It's gone: wholly\"},\n  {address: /e/, level: Red, reason: 'A secret #1'}]\n"
	for _, text := range []string{rest + lists, lists + rest, "---\n" + lists + rest, strings.ReplaceAll(rest+lists, "\n", "\r\n"), lists, strings.TrimSpace(rest + lists)} {
		a := open(t, folder(t, ConfigFile, text, "content/a.md", "x"))
		red, _ := a.Rules.Policy.Level("Red")
		got, err := a.Redacted(func(r Redirect) bool { return r.Level != red }, func(w Withdrawal) bool { return w.Level != red })
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if s := string(got); strings.Contains(s, "hidden") || strings.Contains(s, "secret #1") || strings.Contains(s, "/e/") {
			t.Errorf("%q: what is withheld is in %q", text, s)
		}
		b := open(t, folder(t, ConfigFile, string(got), "content/a.md", "x"))
		if len(b.Redirects) != 1 || b.Redirects[0].From != "/a/" || len(b.Withdrawn) != 1 || b.Withdrawn[0].Reason != "It's gone: wholly" {
			t.Errorf("%q: kept %+v %+v", text, b.Redirects, b.Withdrawn)
		}
		if b.Title != a.Title || b.Description != a.Description || len(b.Rules.Kinds) != len(a.Rules.Kinds) || len(b.Rules.Policy.Sites) != len(a.Rules.Policy.Sites) {
			t.Errorf("%q: the rest is not as it was in %q", text, got)
		}
		if none, err := a.Redacted(func(Redirect) bool { return false }, func(Withdrawal) bool { return false }); err != nil || strings.Contains(string(none), "/a/") {
			t.Errorf("%q: without all of both lists: %v %q", text, err, none)
		}
		if all, err := a.Redacted(func(Redirect) bool { return true }, func(Withdrawal) bool { return true }); err != nil || string(all) != text {
			t.Errorf("%q: with all of both lists: %v %q", text, err, all)
		}
	}
}

// Settings whose lists cannot be cut out are refused, never handed out with what is withheld.
func TestSettingsThatCannotBeRedacted(t *testing.T) {
	for _, text := range []string{
		"redirects:\n - {from: /a/, to: &there /b/}\nwithdrawn:\n - {address: *there, level: Clear, reason: x}\nfooter:\n - {text: *there, url: /x/}\n",
		"{title: x, redirects: [{from: /a/, to: /b/}], description: y}\n",
	} {
		a := open(t, folder(t, ConfigFile, text, "content/a.md", "x"))
		got, err := a.Redacted(func(Redirect) bool { return false }, func(Withdrawal) bool { return true })
		if err == nil {
			t.Errorf("%q gave %q", text, got)
		}
	}
	none, err := open(t, folder(t, "content/a.md", "x")).Redacted(nil, nil)
	if err != nil || none != nil {
		t.Errorf("no settings: %q, %v", none, err)
	}
}

func FuzzRedacted(f *testing.F) {
	f.Add([]byte("redirects: [{from: /a/, to: /b/}]\ntitle: x\n"))
	f.Add([]byte("title: |\n x\nwithdrawn:\n- address: /a/\n  level: Clear\n  reason: >\n    x\n\n    y\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, ConfigFile), data, 0o644); err != nil {
			t.Fatal(err)
		}
		a, err := Open(dir)
		if err != nil {
			return
		}
		defer a.Close()
		first := true
		got, err := a.Redacted(func(Redirect) bool { first = !first; return first }, func(Withdrawal) bool { return false })
		if err != nil {
			return
		}
		if err := os.WriteFile(filepath.Join(dir, ConfigFile), got, 0o644); err != nil {
			t.Fatal(err)
		}
		b, err := Open(dir)
		if err != nil {
			t.Fatalf("%q became %q: %v", data, got, err)
		}
		defer b.Close()
		if len(b.Redirects) != len(a.Redirects)/2 || len(b.Withdrawn) != 0 || a.Title != b.Title || len(a.Rules.Policy.Sites) != len(b.Rules.Policy.Sites) {
			t.Fatalf("%q became %q", data, got)
		}
	})
}
