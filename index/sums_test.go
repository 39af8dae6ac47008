package index

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// Whatever two indexes hold that is not the same is told by their sums, part by part; what bleve wrote in another way is not.
func TestSums(t *testing.T) {
	docs := orchardDocuments(t)
	first := sumsOf(t, docs)
	for range 5 {
		slices.Reverse(docs)
		if again := sumsOf(t, docs); !maps.Equal(first.Parts, again.Parts) || first.Terms != again.Terms {
			t.Fatal("the same documents have other sums")
		}
	}
	if first.Terms < 100 {
		t.Errorf("only %d terms", first.Terms)
	}
	for part, change := range map[string]func(d *Document){
		"terms of words": func(d *Document) { d.Text += " quince" },
		"terms of stems": func(d *Document) { d.Text += " quince" },
		"terms of about": func(d *Document) { d.Owners = append(d.Owners, "Quince") },
		"terms of title": func(d *Document) { d.Title += " quince" },
		"terms of date":  func(d *Document) { d.Date = "1999-01-01" },
		"stored url":     func(d *Document) { d.URL += "x" },
		"stored text":    func(d *Document) { d.Text = strings.ToUpper(d.Text) },
	} {
		other := slices.Clone(docs)
		change(&other[len(other)/2])
		if got := sumsOf(t, other); got.Parts[part] == first.Parts[part] {
			t.Errorf("%s are the same", part)
		}
	}
	if fewer := sumsOf(t, docs[1:]); fewer.Parts["terms of _id"] == first.Parts["terms of _id"] {
		t.Error("a document that is missing is not told")
	}
	if none := sumsOf(t, nil); len(none.Parts) > 0 || none.Terms != 0 {
		t.Errorf("an index of nothing has %v", none)
	}
}

func sumsOf(t *testing.T, docs []Document) Sums {
	t.Helper()
	s, err := open(t, docs).Sums()
	if err != nil {
		t.Fatal(err)
	}
	return s
}
