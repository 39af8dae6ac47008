package edition

import (
	"crypto/sha256"

	"minutebook/internal/minutes"
)

// Source is one document of the archive as it was read: either Minutes or Page is set. Text is its bytes. Of one that a Shelf
// keeps, Minutes is the head alone and Text is nil.
type Source struct {
	Minutes *minutes.Minutes
	Page    *minutes.Page
	Text    []byte

	shelf *Shelf
	sum   [sha256.Size]byte
	again func(file string) ([]byte, *minutes.Minutes, error)
}

// Kept is the source of a document that stands on a shelf, with its head. Should it not stand there any more, again reads it from
// the archive.
func Kept(head *minutes.Minutes, shelf *Shelf, sum [sha256.Size]byte, again func(file string) ([]byte, *minutes.Minutes, error)) Source {
	shelf.Uses(head.File, sum)
	return Source{Minutes: head, shelf: shelf, sum: sum, again: again}
}

// File is the document's path below the archive.
func (s Source) File() string {
	if s.Page != nil {
		return s.Page.File
	}
	return s.Minutes.File
}

// Sum is the hash of its text.
func (s Source) Sum() [sha256.Size]byte {
	if s.shelf == nil {
		return sha256.Sum256(s.Text)
	}
	return s.sum
}

// Whole is the source with its text and every block: itself where nothing was left out. What can be read no more is a fault of the
// shelf; the source is then without text.
func (s Source) Whole() Source {
	if s.shelf == nil || s.Text != nil {
		return s
	}
	if text, m, ok := s.shelf.take(s.Minutes.File, s.sum); ok {
		s.Text, s.Minutes = []byte(text), m
		return s
	}
	text, m, err := s.again(s.Minutes.File)
	if err != nil || sha256.Sum256(text) != s.sum {
		s.shelf.gone(s.Minutes.File)
		return s
	}
	s.Text, s.Minutes = text, m
	return s
}
