// Package former is what a build tells whoever serves it about addresses that are no pages of their own:
// former.json, beside the manifest of a site.
//
//	{"redirects": {"/meetings/tog-20/": "/meetings/tog-21/#item-3"}, "withdrawn": ["/meetings/tog-12/"]}
//
// Addresses are root-relative to the site. Those that lead elsewhere, and those withdrawn, are addresses of pages
// as Page spells them; each has a page below the web root as well, for hosts that know nothing of this file.
package former

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"minutebook/internal/generation"
)

// File is the name of the list in a site's folder.
const File = "former.json"

// List is the addresses of one site that lead elsewhere or were withdrawn. The zero List has none.
type List struct {
	Redirects map[string]string `json:"redirects"` // address of a page: where it leads, which may end with a fragment
	Withdrawn []string          `json:"withdrawn"` // addresses of pages, sorted
}

// Page is the address of the page at an address: a folder, with a slash at its end, or a file that ends with .html.
func Page(address string) string {
	if strings.HasSuffix(address, "/") || strings.HasSuffix(address, ".html") {
		return address
	}
	return address + "/"
}

// Redirect says where an address leads; ok is false where it leads nowhere else.
func (l List) Redirect(address string) (to string, ok bool) {
	to, ok = l.Redirects[Page(address)]
	return to, ok
}

// Gone is the page of the notice that answers for an address: that of the address itself, or of the nearest
// withdrawn one above it.
func (l List) Gone(address string) (page string, ok bool) {
	for at := Page(address); len(l.Withdrawn) > 0; at = Page(path.Dir(strings.TrimSuffix(at, "/"))) {
		if _, ok := slices.BinarySearch(l.Withdrawn, at); ok {
			return at, true
		}
		if at == "/" || !strings.HasPrefix(at, "/") {
			break
		}
	}
	return "", false
}

// Write puts the list into the folder of a site.
func Write(site *generation.Folder, l List) error {
	if l.Redirects == nil {
		l.Redirects = map[string]string{}
	}
	l.Withdrawn = slices.AppendSeq([]string{}, slices.Values(l.Withdrawn))
	slices.Sort(l.Withdrawn)
	data, err := json.MarshalIndent(l, "", " ")
	if err != nil {
		return err
	}
	return site.Write(File, append(data, '\n'))
}

// Read reads the list of a site's folder. A folder without one has none.
func Read(dir string) (List, error) {
	var l List
	data, err := os.ReadFile(filepath.Join(dir, File))
	if errors.Is(err, fs.ErrNotExist) {
		return l, nil
	}
	if err != nil {
		return l, err
	}
	if err := json.Unmarshal(data, &l); err != nil {
		return List{}, fmt.Errorf("%s: %w", File, err)
	}
	slices.Sort(l.Withdrawn)
	return l, nil
}
