package index

import (
	"fmt"
	"slices"
)

// Whole is c with all its texts.
func (c Content) Whole() (Content, error) {
	c.Documents = slices.Clone(c.Documents)
	all := each(c.Documents, func(d Document) *Document { return &d })
	err := load(all, c.Text)
	for i, d := range all {
		c.Documents[i] = *d
	}
	return c, err
}

// load puts documents with their texts in place of those that came without.
func load(docs []*Document, text func([]Document) ([]string, error)) error {
	var some []Document
	for _, d := range docs {
		if d.textless() {
			some = append(some, *d)
		}
	}
	if len(some) == 0 || text == nil {
		return nil
	}
	texts, err := text(some)
	if err != nil {
		return err
	}
	if len(texts) != len(some) {
		return fmt.Errorf("of %d documents there are %d texts", len(some), len(texts))
	}
	for i, d := range docs {
		if d.textless() {
			some[0].Text = texts[0]
			docs[i], some, texts = &some[0], some[1:], texts[1:]
		}
	}
	return nil
}

func (d *Document) textless() bool { return d.Text == "" && d.Stamp != Stamp{} }
