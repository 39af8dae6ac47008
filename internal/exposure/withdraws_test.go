package exposure

import (
	"fmt"
	"testing"
)

func TestWithdraws(t *testing.T) {
	shown := func(passages string) []byte {
		return fmt.Appendf(nil, `{"format":1,"clearance":"Green","levels":["Clear","Green","Amber"],"passages":{"2uPbWGO86J8":{%s}}}`, passages)
	}
	one, more, stricter, laxer := shown(`"Clear":"."`), shown(`"Clear":". -C-FNJBmzGQ"`), shown(`"Green":"."`), shown(`"Clear":"."`)
	for _, c := range []struct {
		what         string
		before, next []byte
		want         bool
	}{
		{"the same", one, one, false},
		{"one more passage", one, more, false},
		{"one passage less", more, one, true},
		{"a level raised", one, stricter, true},
		{"a level lowered", stricter, laxer, false},
		{"a level that is no more", shown(`"Gone":"."`), one, false},
		{"what cannot be read before", []byte("{"), one, true},
		{"another format before", []byte(`{"format":9}`), one, true},
	} {
		if got, err := Withdraws(c.before, c.next); err != nil || got != c.want {
			t.Errorf("%s: %v %v", c.what, got, err)
		}
	}
	if _, err := Withdraws(one, []byte("{")); err == nil {
		t.Error("a build that cannot be read withdraws nothing")
	}
}
