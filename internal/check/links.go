package check

import (
	"io/fs"
	"net/url"
	"path"
	"regexp"

	"minutebook/internal/edition"
	"minutebook/internal/minutes"
)

// links finds the links and images of every document that lead to nothing in the archive. Addresses on the web
// are not asked.
func (c *checker) links(sources []edition.Source) {
	l := &linked{checker: c, places: map[string]map[string]bool{}, anchors: map[string]map[string]bool{}}
	for _, s := range sources {
		l.places[s.File()] = nil
		l.blocks(s, func(b *minutes.Block) {
			if b.ID != "" {
				if l.places[s.File()] == nil {
					l.places[s.File()] = map[string]bool{}
				}
				l.places[s.File()][b.ID] = true
			}
		})
	}
	for _, s := range sources {
		l.blocks(s, func(b *minutes.Block) {
			for _, sp := range b.Spans {
				l.follow(s.File(), sp, sp.Href)
				l.follow(s.File(), sp, sp.Image)
			}
		})
	}
}

// linked knows what a link can lead to.
type linked struct {
	*checker
	places  map[string]map[string]bool // the fragments of each document
	anchors map[string]map[string]bool // what a document marks as a place itself, once it was asked
	before  minutes.Span               // of the link looked at last: one link may be several spans
}

func (l *linked) blocks(s edition.Source, f func(*minutes.Block)) {
	if s.Minutes != nil {
		s.Minutes.Walk(f)
		return
	}
	for _, b := range s.Page.Blocks {
		b.Walk(f)
	}
}

func (l *linked) follow(file string, sp minutes.Span, href string) {
	u, err := url.Parse(href)
	if href == "" || err != nil || u.Scheme != "" || u.Host != "" {
		return
	}
	if sp.Href == l.before.Href && sp.Line == l.before.Line && sp.Image == "" {
		return
	}
	l.before = sp
	if why := l.broken(file, u); why != "" {
		l.warn("broken-link", at{file, sp.Line, sp.Column}, "a link leads to "+quote(href)+", "+why, "kept as it stands; correct the address, or put the file there")
	}
}

// broken says why an address leads nowhere; "" where it leads somewhere, or that cannot be told.
func (l *linked) broken(file string, u *url.URL) string {
	target := file
	switch {
	case path.IsAbs(u.Path):
		if l.record.Lacks(u.Path) {
			return "but no record has this address"
		}
		return ""
	case u.Path != "":
		target = path.Join(path.Dir(file), u.Path)
		if _, document := l.places[target]; !document && !l.exists(target) {
			return "which is no file of the archive"
		}
	}
	places, document := l.places[target]
	if u.Fragment == "" || !document || places[u.Fragment] || l.anchored(target, u.Fragment) {
		return ""
	}
	return "but the document has no such place"
}

// anchor finds what a converter writes to mark a place: <span id="page-3-0">, {#page-3-0}.
var anchor = regexp.MustCompile(`(?:\b(?:id|name)=["']|\{#)([^"'}\s]+)`)

// anchored says whether a document marks a place itself, as converters do.
func (l *linked) anchored(file, fragment string) bool {
	if l.anchors[file] == nil {
		l.anchors[file] = map[string]bool{}
		for _, m := range anchor.FindAllSubmatch(l.texts[file], -1) {
			l.anchors[file][string(m[1])] = true
		}
	}
	return l.anchors[file][fragment]
}

// exists says whether the archive holds a file or a folder; without its files nothing is known to be missing.
func (l *linked) exists(name string) bool {
	if l.files == nil {
		return true
	}
	if !fs.ValidPath(name) {
		return false
	}
	_, err := fs.Stat(l.files, name)
	return err == nil
}
