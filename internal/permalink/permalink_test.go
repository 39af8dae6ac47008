package permalink

import (
	"testing"

	"github.com/google/uuid"

	"minutebook/internal/policy"
)

func TestAddress(t *testing.T) {
	for url, want := range map[string]string{
		"":                             "/actions/x/",
		"https://host.example":         "https://host.example/actions/x/",
		"https://host.example/":        "https://host.example/actions/x/",
		"https://host.example:81/a/b/": "https://host.example:81/a/b/actions/x/",
		"https://me:pw@host.example/":  "https://host.example/actions/x/",
		"/book/":                       "/book/actions/x/",
		"%zz":                          "/actions/x/",
	} {
		if got := Address(policy.Site{URL: url}, "/actions/x/"); got != want {
			t.Errorf("%q: %s, wanted %s", url, got, want)
		}
	}
}

// A name is for ever: a change of these would make every reader see everything anew.
func TestNamesStay(t *testing.T) {
	for _, c := range []struct {
		site policy.Site
		want string
	}{
		{policy.Site{Name: "public", URL: "https://host.example/book/"}, "b2c195c4-faf3-5ca8-ba63-2ad7c276c444"},
		{policy.Site{Name: "public"}, "f18d0b7b-8952-5b3e-8170-00c73f60da23"},
		{policy.Site{Name: "members"}, "98cb1d3e-af23-5c45-a8f3-6c31bfec2f1d"},
	} {
		got := UUID(c.site, "/actions/x/")
		if got != c.want || got == UUID(c.site, "/actions/y/") {
			t.Errorf("%v: %s, wanted %s", c.site, got, c.want)
		}
		if u, err := uuid.Parse(got); err != nil || u.Version() != 5 || u.Variant() != uuid.RFC4122 {
			t.Errorf("%s is no UUID of version 5", got)
		}
	}
}
