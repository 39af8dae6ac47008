package minutes

import (
	"encoding/binary"
	"net/url"
	"slices"
	"strings"
)

// Abbreviations are what Uses could find in the text outside of code with any glossary that Glossary's terms make up: what has
// two capitals or more and looks like one; sorted, each once.
func (m *Minutes) Abbreviations() []string {
	if m.outline != nil {
		return unpacked(m.outline.abbreviations)
	}
	found := map[string]bool{}
	note := func(term string) bool {
		if n := len(capitals(term)); n > 1 && n <= maxLetters {
			found[term] = true
		}
		return false
	}
	m.Walk(func(b *Block) {
		if b.Kind != Code {
			Uses(b.Text(), note)
		}
	})
	return sortedKeys(found)
}

// Links are the addresses of links and images that have no scheme, as they are written; sorted, each once.
func (m *Minutes) Links() []string {
	if m.outline != nil {
		return unpacked(m.outline.links)
	}
	found := map[string]bool{}
	m.Walk(func(b *Block) { noteLinks(b, found) })
	return sortedKeys(found)
}

// Links are those of a page.
func (p *Page) Links() []string {
	found := map[string]bool{}
	for _, b := range p.Blocks {
		b.Walk(func(b *Block) { noteLinks(b, found) })
	}
	return sortedKeys(found)
}

func noteLinks(b *Block, found map[string]bool) {
	for i := range b.Spans {
		for _, href := range [2]string{b.Spans[i].Href, b.Spans[i].Image} {
			if href != "" && !found[href] && hasNoScheme(href) {
				found[href] = true
			}
		}
	}
}

func hasNoScheme(href string) bool {
	for _, scheme := range []string{"https://", "http://", "mailto:"} {
		if strings.HasPrefix(href, scheme) {
			return false
		}
	}
	u, err := url.Parse(href)
	return err == nil && u.Scheme == ""
}

func sortedKeys(set map[string]bool) []string {
	if len(set) == 0 {
		return nil
	}
	keys := make([]string, 0, len(set))
	for k := range set {
		keys = append(keys, strings.Clone(k)) // not the whole text with it
	}
	slices.Sort(keys)
	return keys
}

// packed are sorted strings in one: of each, how many bytes it has in common with the one before, how many follow, and those.
func packed(all []string) string {
	var s []byte
	before := ""
	for _, t := range all {
		n := 0
		for n < len(t) && n < len(before) && t[n] == before[n] {
			n++
		}
		s = binary.AppendUvarint(binary.AppendUvarint(s, uint64(n)), uint64(len(t)-n))
		s = append(s, t[n:]...)
		before = t
	}
	return string(s)
}

// unpacked are the strings of which one was packed; nil for none. What is damaged ends there.
func unpacked(s string) []string {
	var all []string
	rest, before := []byte(s), ""
	for len(rest) > 0 {
		common, n := binary.Uvarint(rest)
		if n <= 0 || common > uint64(len(before)) {
			break
		}
		more, k := binary.Uvarint(rest[n:])
		if k <= 0 || more > uint64(len(rest)-n-k) {
			break
		}
		rest = rest[n+k:]
		before = before[:common] + string(rest[:more])
		rest = rest[more:]
		all = append(all, before)
	}
	return all
}
