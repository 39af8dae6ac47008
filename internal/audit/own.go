package audit

import (
	"slices"
	"strings"
	"sync"
)

// Own is what the program writes by itself on the sites of an archive, whatever the documents say.
type Own struct {
	Texts string // of a site without any document, in every way in which Search would read them
	Words string // that are said of documents: ids stay secret in them
	Files []File // of that site, which Search passes over
}

// PermitOwn forgets what the program writes by itself.
func (s *Secrets) PermitOwn(own Own) {
	s.Permit(own.Texts)
	s.PermitWords(own.Words)
	for _, f := range own.Files {
		delete(s.files, f.Sum)
		s.own[f.Sum], s.sizes[f.Size] = true, true
	}
}

// ReadOwn reads what the program writes by itself from a site that was made of no document, and puts words that are said of documents
// beside it.
func ReadOwn(dir string, words ...string) (Own, error) {
	var mu sync.Mutex
	blocks := map[string]bool{}
	own := Own{Words: strings.Join(words, string(border))}
	_, err := eachFile(dir, func(rel string, data []byte, _ bool) error {
		if _, packed := Packed(rel); packed {
			return nil // says what its file says
		}
		read, _ := look(rel, data, nil)
		mu.Lock()
		defer mu.Unlock()
		for _, r := range append(read, reading{text: spacedOut(rel)}) {
			for block := range strings.SplitSeq(r.text, string(border)) {
				blocks[block] = true
			}
		}
		own.Files = append(own.Files, FileOf(rel, data))
		return nil
	})
	all := make([]string, 0, len(blocks))
	for block := range blocks {
		all = append(all, block)
	}
	slices.Sort(all)
	own.Texts = strings.Join(all, string(border))
	return own, err
}
