package index

import "testing"

// What stands in a title or is known of a document is never passed over.
func TestPresence(t *testing.T) {
	x := orchard(t)
	err := x.Terms(func(field, term string) error {
		if !x.mayHave(field, term) {
			t.Errorf("%s of %s is passed over", term, field)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if x.mayHave(fieldTitle, "quincunx") || x.mayHave(fieldAbout, "quincunx") || !x.mayHave(fieldWords, "quincunx") {
		t.Error("a word that stands nowhere is looked for, or one of a text is not")
	}
}
