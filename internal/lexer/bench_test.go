package lexer

import (
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"minutebook/internal/wordtest"
)

// A meeting's source view, of about 25 KB.
func BenchmarkSource(b *testing.B) {
	a, err := txtar.ParseFile("testdata/minutes.txtar")
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Repeat(string(a.Files[0].Data), 25<<10/len(a.Files[0].Data))
	r, words := rules(), wordtest.English(b)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Source(text, 1, r, nil, words)
	}
}
