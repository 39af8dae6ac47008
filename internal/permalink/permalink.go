// Package permalink turns the address of a record into what stands for it outside the site: in feeds and
// calendars that are read elsewhere, long after.
//
// An address is absolute where the site has a url, and root-relative where it has none. A name is a UUID of the
// address (RFC 9562, version 5), so it is the same in every build; a site without a url gives its own name in
// place of the url, which tells the sites of one archive apart.
package permalink

import (
	"net/url"

	"github.com/google/uuid"

	"minutebook/internal/policy"
)

// Address is where a root-relative path ("/actions/opsg-49-01/") is found: "https://host/book/actions/opsg-49-01/",
// or "/actions/opsg-49-01/" for a site without a url.
func Address(s policy.Site, path string) string { return Host(s) + s.Base() + path }

// Host is scheme and host of the site, "https://host"; "" for a site without a url.
func Host(s policy.Site) string {
	u, err := url.Parse(s.URL)
	if err != nil || u.Scheme == "" || u.Host == "" {
		return ""
	}
	return (&url.URL{Scheme: u.Scheme, Host: u.Host}).String()
}

// UUID names what stands at a path for ever. Of two things at one path each adds what tells it apart, after a #.
func UUID(s policy.Site, path string) string {
	name := Address(s, path)
	if Host(s) == "" {
		name = "minutebook:" + s.Name + name
	}
	return uuid.NewSHA1(uuid.NameSpaceURL, []byte(name)).String()
}
