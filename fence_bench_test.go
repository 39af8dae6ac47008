package builtin_test

import (
	"os"
	"regexp"
	"testing"
)

// required matches a line of a go.mod that asks for a version of a module.
var required = regexp.MustCompile(`(?m)^\s*(?:require )?([a-z]\S*\.\S*/\S+|[a-z]\S*\.\S+) (v\S+)`)

// TestBenchMeasuresTheProduct holds the module of the benchmarks to the versions that the product is built of, and what
// the benchmarks alone need out of the product.
func TestBenchMeasuresTheProduct(t *testing.T) {
	product, bench := versions(t, "go.mod"), versions(t, "internal/bench/go.mod")
	for _, module := range []string{"github.com/blevesearch/bleve/v2", "github.com/gohugoio/hugo"} {
		if product[module] == "" || bench[module] == "" {
			t.Fatalf("%s is not asked for", module) // this would compare nothing
		}
	}
	for _, module := range []string{"golang.org/x/tools", "golang.org/x/mod"} { // in the product for tests alone; SQLite wants them newer
		delete(product, module)
	}
	for module, version := range product {
		if other := bench[module]; other != "" && other != version {
			t.Errorf("the product has %s %s, the bench %s; run go mod tidy in internal/bench", module, version, other)
		}
	}
	if product["modernc.org/sqlite"] != "" || bench["modernc.org/sqlite"] == "" {
		t.Error("SQLite is what the bench compares with; it is no part of the product")
	}
}

func versions(t *testing.T, file string) map[string]string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, found := range required.FindAllStringSubmatch(string(text), -1) {
		all[found[1]] = found[2]
	}
	return all
}
