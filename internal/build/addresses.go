package build

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"minutebook/internal/hosting"
	"minutebook/internal/record"
	"minutebook/internal/sitemap"
)

// addresses are what a built site can be asked for and has promised to keep: by address of a page or a file the
// fragments of its paragraphs and items, which are nil for a file.
type addresses map[string]map[string]bool

// addressesBelow reads the addresses from a web root. Left out are the views of registers, which come and go, the
// site's styles and scripts, what these or a browser's own search box read, and the page for what is not there.
func addressesBelow(www string) (addresses, error) {
	all := addresses{}
	err := fs.WalkDir(os.DirFS(www), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || asset(name) {
			return err
		}
		if path.Ext(name) != ".html" {
			if !passingTable("/"+name) && !record.Passing("/"+name) {
				all["/"+name] = nil
			}
			return nil
		}
		at := "/" + strings.TrimSuffix(name, "index.html")
		if record.Passing(at) {
			return nil
		}
		text, err := fs.ReadFile(os.DirFS(www), name)
		all[at] = map[string]bool{}
		if !strings.HasSuffix(at, "/source/") { // the number of a line is nobody's address
			all[at] = fragmentsOf(text)
		}
		return err
	})
	return all, err
}

// passingTable says whether a file holds the rows of a view, which come and go with it.
func passingTable(file string) bool {
	view, ok := strings.CutPrefix(file, "/data/")
	return ok && record.Passing(strings.TrimSuffix("/"+view, path.Ext(view)))
}

// asset says whether a file is only there for the pages to look or work as they do, or for search engines to find them.
func asset(name string) bool {
	return slices.Contains([]string{"404.html", "opensearch.xml", hosting.FileName, sitemap.File, sitemap.Robots}, name) || path.Dir(name) == sitemap.Folder || slices.Contains([]string{".css", ".js", ".map", ".woff", ".woff2"}, path.Ext(name)) || strings.HasPrefix(name, "favicon.")
}

// fragmentsOf are the ids of a page that somebody may have linked to: not those of the layouts, nor of forms.
func fragmentsOf(page []byte) map[string]bool {
	ids := map[string]bool{}
	z := html.NewTokenizer(bytes.NewReader(page))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		name, more := z.TagName()
		form := slices.Contains([]string{"button", "form", "input", "option", "select", "textarea"}, string(name))
		for more {
			var key, value []byte
			if key, value, more = z.TagAttr(); string(key) == "id" && !form && len(value) > 0 && value[0] != '_' {
				ids[string(value)] = true
			}
		}
	}
	return ids
}
