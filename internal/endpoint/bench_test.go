package endpoint

import "testing"

// BenchmarkPage is a page of 20 hits with every facet full, as HTML, and its bytes.
func BenchmarkPage(b *testing.B) {
	h := large(b)
	for _, target := range []string{"/search?q=nets", "/search", "/api/search?q=nets"} {
		b.Run(target, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				b.SetBytes(int64(get(b, h, target).Body.Len()))
			}
		})
	}
}
