package minutes

import (
	"encoding/binary"
	"maps"
	"net/url"
	"slices"
	"strings"
	"unicode"
)

// AbbreviationKey stands for an abbreviation among those that a document may use. Two may have the same.
func AbbreviationKey(term string) uint32 {
	key := uint32(2166136261) // FNV-1a
	for i := range len(term) {
		key = (key ^ uint32(term[i])) * 16777619
	}
	return key
}

// Abbreviations are the keys of what Uses could find in the text outside of code with any glossary that Glossary's terms make up:
// what has two capitals or more and looks like one; sorted, each once.
func (m *Minutes) Abbreviations() []uint32 {
	if m.outline != nil {
		return keysIn(m.outline.abbreviations)
	}
	found := map[uint32]bool{}
	note := func(term string) bool {
		if n := countCapitals(term); n > 1 && n <= maxLetters {
			found[AbbreviationKey(term)] = true
		}
		return false
	}
	m.Walk(func(b *Block) {
		if b.Kind != Code {
			Uses(b.Text(), note)
		}
	})
	return slices.Sorted(maps.Keys(found))
}

func countCapitals(s string) (n int) {
	for _, c := range s {
		if unicode.IsUpper(c) {
			n++
		}
	}
	return n
}

// keysTogether are keys in one string, four bytes each.
func keysTogether(keys []uint32) string {
	var s []byte
	for _, k := range keys {
		s = binary.LittleEndian.AppendUint32(s, k)
	}
	return string(s)
}

func keysIn(s string) []uint32 {
	if s == "" {
		return nil
	}
	keys := make([]uint32, 0, len(s)/4)
	for ; len(s) >= 4; s = s[4:] {
		keys = append(keys, uint32(s[0])|uint32(s[1])<<8|uint32(s[2])<<16|uint32(s[3])<<24)
	}
	return keys
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
