package edition

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"

	"minutebook/internal/minutes"
)

// linkedFiles are the papers and images that kept blocks link to, by document and address. What is not a
// regular file of the archive, or is a document itself, is none.
func linkedFiles(e Edition, files fs.FS) []File {
	if files == nil {
		return nil
	}
	found := map[[2]string]File{}
	note := func(document string) func(*minutes.Block) {
		return func(b *minutes.Block) {
			for _, sp := range b.Spans {
				for _, href := range []string{sp.Href, sp.Image} {
					if f, ok := linkedFile(document, href, files); ok {
						found[[2]string{document, href}] = f
					}
				}
			}
		}
	}
	for _, d := range e.documents {
		d.Minutes.Walk(note(d.Minutes.File))
	}
	for _, p := range e.pages {
		for _, b := range p.Blocks {
			b.Walk(note(p.File))
		}
	}
	all := make([]File, 0, len(found))
	for _, f := range found {
		all = append(all, f)
	}
	slices.SortFunc(all, func(a, b File) int {
		return cmp.Or(cmp.Compare(a.Document, b.Document), cmp.Compare(a.Href, b.Href))
	})
	return all
}

func linkedFile(document, href string, files fs.FS) (File, bool) {
	u, err := url.Parse(href)
	if href == "" || err != nil || u.Scheme != "" || u.Host != "" || u.Path == "" || path.IsAbs(u.Path) {
		return File{}, false
	}
	source := path.Join(path.Dir(document), u.Path)
	if !fs.ValidPath(source) || strings.EqualFold(path.Ext(source), ".md") || hiddenPath(source) {
		return File{}, false
	}
	data, err := fs.ReadFile(files, source)
	if err != nil {
		return File{}, false
	}
	sum := sha256.Sum256(data)
	return File{Document: document, Href: href, Source: source,
		Path: "/files/" + hex.EncodeToString(sum[:6]) + "/" + path.Base(source)}, true
}

// hiddenPath says whether a path has a part that starts with a dot: version control, caches, editors' files.
func hiddenPath(p string) bool {
	return slices.ContainsFunc(strings.Split(p, "/"), func(part string) bool { return strings.HasPrefix(part, ".") })
}
