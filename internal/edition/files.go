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
)

// linkedFiles are the papers and images that kept blocks link to, by document and address. What is not a
// regular file of the archive, or is a document itself, is none.
func linkedFiles(e Edition, files fs.FS) []File {
	if files == nil {
		return nil
	}
	found := map[[2]string]File{}
	note := func(document string, hrefs []string) {
		for _, href := range hrefs {
			if f, ok := linkedFile(document, href, files); ok {
				found[[2]string{document, href}] = f
			}
		}
	}
	for _, d := range e.documents {
		note(d.Minutes.File, d.Minutes.Links())
	}
	for _, p := range e.pages {
		note(p.File, p.Links())
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
	if !besideDocuments(document, source) || !regular(files, source) {
		return File{}, false
	}
	data, err := fs.ReadFile(files, source)
	if err != nil {
		return File{}, false
	}
	sum := sha256.Sum256(data)
	return File{Document: strings.Clone(document), Href: strings.Clone(href), Source: source, // nothing of a whole outline is to be held
		Path: "/files/" + hex.EncodeToString(sum[:6]) + "/" + path.Base(source)}, true
}

// besideDocuments says whether a file is a paper of the archive: below content/ like the document that links
// to it, or in an archive without content/ not where it keeps anything else.
func besideDocuments(document, source string) bool {
	if !fs.ValidPath(source) || hiddenPath(source) || slices.Contains([]string{".md", ".markdown"}, strings.ToLower(path.Ext(source))) {
		return false
	}
	top, _, inFolder := strings.Cut(source, "/")
	if strings.HasPrefix(document, "content/") {
		return top == "content"
	}
	return source != "minutebook.yaml" && !(inFolder && slices.Contains([]string{"layouts", "static", "out"}, top))
}

// regular says whether source is a file to which no link leads, on any part of its path: what a site shows
// must itself lie among the documents.
func regular(files fs.FS, source string) bool {
	for i, c := range source {
		if c != '/' {
			continue
		}
		if info, err := fs.Lstat(files, source[:i]); err != nil || !info.IsDir() {
			return false
		}
	}
	info, err := fs.Lstat(files, source)
	return err == nil && info.Mode().IsRegular()
}

// hiddenPath says whether a path has a part that starts with a dot: version control, caches, editors' files.
func hiddenPath(p string) bool {
	return slices.ContainsFunc(strings.Split(p, "/"), func(part string) bool { return strings.HasPrefix(part, ".") })
}
