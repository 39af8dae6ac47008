package markup

import (
	"os"
	"testing"

	"github.com/goccy/go-yaml"

	"minutebook/internal/wording"
)

// english are the words of the built-in catalogue.
func english(t testing.TB) *wording.Words {
	t.Helper()
	data, err := os.ReadFile("../../layouts/words/en.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var c wording.Catalogue
	if err := yaml.Unmarshal(data, &c); err != nil {
		t.Fatal(err)
	}
	return wording.Of(wording.English, c)
}
