package record

import (
	"crypto/sha256"
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"minutebook/internal/cache"
	"minutebook/internal/edition"
	"minutebook/internal/minutes"
)

// A record that follows what is written is that which is linked of the same documents, whether it was linked again or not.
func TestFollowerIsLinkedAnew(t *testing.T) {
	var paragraphs, whole []string
	for _, s := range demo(t) {
		if s.Page == nil {
			whole = append(whole, string(s.Text))
			paragraphs = append(paragraphs, strings.Split(string(s.Text), "\n\n")...)
		}
	}
	n, dir, stayed, linked := 0, t.TempDir(), 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		n++
		d := &written{t: rt, dir: filepath.Join(dir, fmt.Sprint(n)), site: rapid.SampledFrom([]string{"public", "parties", "members"}).Draw(rt, "site")}
		for range rapid.IntRange(1, 3).Draw(rt, "documents") {
			torn := rapid.SliceOfN(rapid.SampledFrom(paragraphs), 10, 40).Draw(rt, "paragraphs")
			d.texts = append(d.texts, "This document is classified as **Clear**.\n\n"+strings.Join(torn, "\n\n"))
		}
		for range rapid.IntRange(0, 2).Draw(rt, "of the demo") {
			d.texts = append(d.texts, rapid.SampledFrom(whole).Draw(rt, "text"))
		}
		d.shelve()
		d.now = editionOf(d.site, d.kept)
		f := Follow(d.now, Link(d.now))
		for range rapid.IntRange(1, 8).Draw(rt, "edits") {
			d.edit(paragraphs)
			before := f.record
			if !d.same(f) {
				continue
			}
			if f.record == before {
				stayed++
			} else {
				linked++
			}
		}
	})
	t.Log("stayed", stayed, "linked", linked)
	if stayed == 0 || linked == 0 {
		t.Error("one of the two was not seen")
	}
}

// written are documents that somebody writes.
type written struct {
	t       *rapid.T
	dir     string
	site    string
	texts   []string
	shelf   *edition.Shelf
	whole   []edition.Source
	kept    []edition.Source
	now     edition.Edition
	changed int
	was     edition.Source // what the changed one was in now
}

// shelve puts the documents on a shelf.
func (d *written) shelve() {
	c, err := cache.Open(d.dir, [32]byte{1})
	if err != nil {
		d.t.Fatal(err)
	}
	d.shelf = edition.NewShelf(c, [32]byte{2})
	d.whole, d.kept = make([]edition.Source, len(d.texts)), make([]edition.Source, len(d.texts))
	for i := range d.texts {
		d.put(i)
	}
}

func (d *written) put(i int) {
	s := source(fmt.Sprintf("%d.md", i), []byte(d.texts[i]))
	d.whole[i], d.kept[i] = s, s
	if s.Page == nil {
		sum := sha256.Sum256(s.Text)
		d.shelf.Put(s.Minutes, s.Text, sum)
		d.kept[i] = edition.Kept(s.Minutes.Head(), d.shelf, sum, nil)
	}
}

// edit changes words of one document.
func (d *written) edit(paragraphs []string) {
	i := rapid.IntRange(0, len(d.texts)-1).Draw(d.t, "document")
	d.changed, d.was = i, d.whole[i]
	all := strings.Split(d.texts[i], "\n\n")
	at := rapid.IntRange(1, len(all)-1).Draw(d.t, "paragraph")
	switch rapid.IntRange(0, 5).Draw(d.t, "kind") {
	case 0:
		all[at] += " The lamps were counted again."
	case 1:
		all[at] = "The lamps were dark. " + all[at]
	case 2, 3:
		all = append(all[:at:at], append([]string{"Two lamps were mended."}, all[at:]...)...)
	case 4:
		all[at] = rapid.SampledFrom(paragraphs).Draw(d.t, "other")
	case 5:
		all = append(all[:at:at], all[at+1:]...)
	}
	d.texts[i] = strings.Join(all, "\n\n")
}

// same compares what follows with what is linked anew; false where the change is none that can be followed.
func (d *written) same(f *Follower) bool {
	was := d.now
	d.put(d.changed)
	if d.whole[d.changed].Minutes == nil || d.was.Minutes == nil {
		d.now = editionOf(d.site, d.kept)
		*f = *Follow(d.now, Link(d.now))
		return false
	}
	e, ok := was.Replace(d.was, d.whole[d.changed], minutes.DefaultRules())
	if !ok {
		d.now = editionOf(d.site, d.kept)
		*f = *Follow(d.now, Link(d.now))
		return false
	}
	d.now = e
	got, want := f.Link(e), recordOf(d.site, d.kept)
	if diff := gocmp.Diff(more(want), more(got)); diff != "" {
		d.t.Fatal(diff)
	}
	for i, m := range want.Meetings {
		g := got.Meetings[i]
		if g.Text() != m.Text() || g.Sum() != m.Sum() || g.Line != m.Line || !reflect.DeepEqual(g.Full(), m.Full()) || !reflect.DeepEqual(g.Minutes, m.Minutes) {
			d.t.Fatalf("%s is another: %s", m.ID, gocmp.Diff(fmt.Sprintf("%+v", m.Minutes), fmt.Sprintf("%+v", g.Minutes)))
		}
	}
	return true
}
