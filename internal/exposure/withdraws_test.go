package exposure

import (
	"fmt"
	"io/fs"
	"testing"
)

func TestWithdraws(t *testing.T) {
	const document, other = "0100000000000001", "0200000000000002"
	site := func(passages ...string) Read { // of a file each
		files := map[string]string{}
		head := `{"format":2,"clearance":"Green","levels":["Clear","Green","Amber"],"files":{`
		for i, p := range passages {
			files[fileOf(i)] = p
			head += fmt.Sprintf(`%s%q:%q`, map[bool]string{true: ","}[i > 0], fileOf(i), p)
		}
		files[File] = head + "}}"
		return func(name string) ([]byte, error) {
			if text, ok := files[name]; ok {
				return []byte(text), nil
			}
			return nil, fs.ErrNotExist
		}
	}
	says := func(document, levels string) string { return fmt.Sprintf(`{%q:{%s}}`, document, levels) }
	text := func(head string) Read { return func(string) ([]byte, error) { return []byte(head), nil } }
	one := site(says(document, `"Clear":"0000000000000000"`))
	first := func(levels string) Read {
		return text(`{"format":1,"clearance":"Green","levels":["Clear","Green","Amber"],"passages":{"AQAAAAAAAAE":{` + levels + `}}}`)
	}
	for _, c := range []struct {
		what         string
		before, next Read
		want         bool
	}{
		{"the same", one, one, false},
		{"one more passage", one, site(says(document, `"Clear":"00000000000000000000000000000001"`)), false},
		{"one passage less", site(says(document, `"Clear":"00000000000000000000000000000001"`)), one, true},
		{"one more file", one, site(says(document, `"Clear":"0000000000000000"`), says(other, `"Clear":"0000000000000000"`)), false},
		{"one file less", site(says(document, `"Clear":"0000000000000000"`), says(other, `"Clear":"0000000000000000"`)), one, true},
		{"a document less", one, site(`{}`), true},
		{"a level raised", one, site(says(document, `"Green":"0000000000000000"`)), true},
		{"a level lowered", site(says(document, `"Green":"0000000000000000"`)), one, false},
		{"of the first format, the same", first(`"Clear":"."`), one, false},
		{"of the first format, more", first(`"Clear":". AAAAAAAAAAE"`), one, true},
		{"what cannot be read before", text("{"), one, true},
		{"another format before", text(`{"format":9}`), one, true},
	} {
		if got, err := Withdraws(c.before, c.next); err != nil || got != c.want {
			t.Errorf("%s: %v %v", c.what, got, err)
		}
	}
	if _, err := Withdraws(one, text("{")); err == nil {
		t.Error("a build that cannot be read withdraws nothing")
	}
}
