package audit

import (
	"strings"
	"testing"

	"minutebook/internal/edition"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
)

// What a document says that was written anew is no secret in the pages that show it, and is one again where it no longer says so; all
// else stays secret.
func TestWhatIsWrittenAnewIsNoSecretAhead(t *testing.T) {
	rules := minutes.DefaultRules()
	s := secretsOfBoth(t, rules, open, closed).Ahead()
	clear, _ := rules.Policy.Level("Clear")
	written := func(more string) edition.Document {
		text := strings.Replace(open, "ACTION", more+"\n\nACTION", 1)
		e := edition.Of(policy.Site{Name: "public", Clearance: policy.ClearedTo(clear), People: policy.PeopleNames},
			[]edition.Source{{Minutes: minutes.Parse("content/0.md", []byte(text), rules), Text: []byte(text)}}, rules, nil)
		return e.Documents()[0]
	}
	for _, c := range []struct {
		says, page string
		held       bool
	}{
		{"", "They saw that " + secret + ".", true},
		{"They saw that " + secret + ".", "They saw that " + secret + ".", false},
		{"They saw that " + secret + ".", "They saw that " + secret + ", see INC000000001234.", true},
		{"It is INC000000001234.", "INC000000001234", false},
		{"It is INC000000001234.", secret, true},
		{"[RED] It is INC000000001234.", "INC000000001234", true},
		{"The lock.", "HWC 08/01", true},
		{"", "The lamps.", false},
	} {
		if held := s.In("www/meetings/hwc-07/index.html", []byte("<p>"+c.page+"</p>"), written(c.says)); held != c.held {
			t.Errorf("%q, where %q is said: held %v", c.page, c.says, held)
		}
		if !s.In("www/meetings/hwc-07/index.html", []byte("<p>"+secret+" INC000000001234</p>")) {
			t.Fatalf("%q was forgotten", c.says)
		}
	}
}
