package builtin_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// onlyImporters says which packages of the project may import a library (or what is below it). What the
// design promises about the shape of the program is promised here.
var onlyImporters = map[string][]string{
	"github.com/gohugoio/hugo":        {"minutebook/internal/site"},
	"github.com/blevesearch":          {"minutebook/index"},
	"github.com/RoaringBitmap":        {"minutebook/index"},
	"github.com/yuin/goldmark":        {"minutebook/internal/minutes"},
	"github.com/arran4/golang-ical":   {"minutebook/internal/calendar"},
	"github.com/andybalholm/brotli":   {"minutebook/internal/audit", "minutebook/internal/packing"},
	"github.com/klauspost/compress":   {"minutebook/internal/audit", "minutebook/internal/packing"},
	"github.com/evanw/esbuild":        {"minutebook/internal/site"},
	"github.com/google/uuid":          {"minutebook/internal/permalink"},
	"github.com/aymanbagabas":         {"minutebook/internal/redline"},
	"github.com/alecthomas/kong":      {"minutebook/cmd/minutebook", "minutebook/cmd/searchd"},
	"golang.org/x/image":              {"minutebook/internal/archive"},
	"golang.org/x/crypto":             {"minutebook/internal/access"},
	"golang.org/x/time":               {"minutebook/internal/access", "minutebook/internal/throttle"},
	"github.com/prometheus":           {"minutebook/internal/metrics"},
	"github.com/hashicorp":            {"minutebook/internal/throttle"},
	"github.com/minio/minio-go":       {"minutebook/internal/depot", "minutebook/internal/depot/depottest"},
	"minutebook/internal/throttle":    {"minutebook/internal/endpoint", "minutebook/internal/metrics", "minutebook/internal/serve", "minutebook/cmd/searchd"},
	"minutebook/internal/metrics":     {"minutebook/cmd/searchd"},
	"minutebook/internal/archive":     {"minutebook/internal/build", "minutebook/internal/relevance", "minutebook/internal/serve", "minutebook/internal/vetting", "minutebook/internal/wordtest", "minutebook/cmd/minutebook"},
	"minutebook/internal/edition":     {"minutebook/internal/archive", "minutebook/internal/audit", "minutebook/internal/build", "minutebook/internal/check", "minutebook/internal/exposure", "minutebook/internal/record", "minutebook/internal/relevance", "minutebook/internal/site", "minutebook/internal/vetting"},
	"minutebook/internal/ledger":      {"minutebook/internal/archive", "minutebook/internal/edition"},
	"minutebook/internal/skeleton":    {"minutebook/cmd/minutebook"},
	"minutebook/internal/console":     {"minutebook/cmd/minutebook"},
	"minutebook/internal/lookup":      {"minutebook/internal/build"},
	"minutebook/internal/sitemap":     {"minutebook/internal/build"},
	"minutebook/internal/build":       {"minutebook/internal/release", "minutebook/internal/serve", "minutebook/internal/vetting", "minutebook/cmd/minutebook"},
	"minutebook/internal/check":       {"minutebook/internal/build", "minutebook/internal/vetting"},
	"minutebook/internal/exposure":    {"minutebook/internal/build", "minutebook/internal/release", "minutebook/cmd/minutebook"},
	"minutebook/internal/release":     {"minutebook/cmd/minutebook"},
	"minutebook/internal/replica":     {"minutebook/cmd/searchd"},
	"minutebook/internal/flat":        {"minutebook/cmd/minutebook"},
	"minutebook/internal/publication": {"minutebook/internal/flat", "minutebook/internal/release", "minutebook/internal/replica", "minutebook/cmd/minutebook", "minutebook/cmd/searchd"},
	"minutebook/internal/depot": {"minutebook/internal/flat", "minutebook/internal/publication", "minutebook/internal/release", "minutebook/internal/replica",
		"minutebook/cmd/minutebook", "minutebook/cmd/searchd"},
	"minutebook/internal/vetting":    {"minutebook/cmd/minutebook"},
	"minutebook/internal/starter":    {"minutebook/cmd/minutebook"},
	"minutebook/internal/difference": {"minutebook/cmd/minutebook"},
}

// notLinked are what a binary must not link: searchd stays small and knows nothing of sources.
var notLinked = map[string][]string{
	"./cmd/searchd": {"github.com/gohugoio/hugo", "github.com/yuin/goldmark", "minutebook/internal/minutes",
		"minutebook/internal/archive", "minutebook/internal/edition", "minutebook/internal/record", "minutebook/internal/site",
		"minutebook/internal/feed", "minutebook/internal/calendar", "minutebook/internal/depot/depottest"},
	"./cmd/minutebook": {"minutebook/internal/marked", "minutebook/internal/wordtest", "minutebook/internal/depot/depottest"}, // of tests alone
}

func TestOnlyTheseImport(t *testing.T) {
	seen := map[string]bool{}
	for _, line := range goList(t, "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...") {
		fields := strings.Fields(line)
		for _, imported := range fields[1:] {
			for library, allowed := range onlyImporters {
				if !below(imported, library) || below(fields[0], library) {
					continue
				}
				seen[library] = true
				if !slices.Contains(allowed, fields[0]) {
					t.Errorf("%s imports %s; only %s may", fields[0], imported, strings.Join(allowed, ", "))
				}
			}
		}
	}
	for library := range onlyImporters {
		if !seen[library] {
			t.Errorf("nobody imports %s any more: this row fences nothing", library)
		}
	}
}

// wholeMakers make what no audience may see. Only check calls them.
var wholeMakers = regexp.MustCompile(`\b(?:edition\.WholeOf|record\.LinkWhole)\(`)

func TestOnlyCheckReadsTheWhole(t *testing.T) {
	callers := 0
	for _, dir := range goList(t, "-f", "{{.Dir}}", "./...") {
		files, _ := filepath.Glob(filepath.Join(dir, "*.go"))
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !wholeMakers.Match(text) {
				continue
			}
			if callers++; filepath.Base(dir) != "check" {
				t.Errorf("%s reads the whole archive; only internal/check may", file)
			}
		}
	}
	if callers == 0 {
		t.Error("nobody reads the whole archive: this fences nothing")
	}
}

// wholes are what no page, table or index may be made of: only those who check an archive, or help to write it, may
// even name them. recordMade is a record that was not linked from an edition.
var wholes = map[string][]string{
	`\b(?:edition|record)\.Whole\b`:              {"check", "record"},
	`\bbuild\.(?:Read)?Whole\b`:                  {"minutebook"},
	`\brecord\.Record\{|\bnew\(record\.Record\)`: nil,
}

func TestNobodyElseNamesTheWhole(t *testing.T) {
	for pattern, allowed := range wholes {
		named := map[string]bool{}
		for _, dir := range goList(t, "-f", "{{.Dir}}", "./...") {
			files, _ := filepath.Glob(filepath.Join(dir, "*.go"))
			for _, file := range files {
				text, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if strings.HasSuffix(file, "_test.go") || !regexp.MustCompile(pattern).Match(text) {
					continue
				}
				if named[filepath.Base(dir)] = true; !slices.Contains(allowed, filepath.Base(dir)) {
					t.Errorf("%s has %s; only %v may", file, pattern, allowed)
				}
			}
		}
		for _, name := range allowed {
			if !named[name] {
				t.Errorf("%s has no %s any more: this row fences nothing", name, pattern)
			}
		}
	}
}

func TestNotLinked(t *testing.T) {
	for binary, forbidden := range notLinked {
		for _, linked := range goList(t, "-deps", binary) {
			for _, f := range forbidden {
				if below(linked, f) {
					t.Errorf("%s links %s", binary, linked)
				}
			}
		}
	}
}

func below(path, prefix string) bool { return path == prefix || strings.HasPrefix(path, prefix+"/") }

func goList(t *testing.T, args ...string) []string {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list"}, args...)...)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.String())
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}
