package endpoint

import "testing"

// BenchmarkSearch is a search over 20,000 documents, as each kind of answer, with the bytes of it.
func BenchmarkSearch(b *testing.B) {
	h := large(b)
	for name, target := range map[string]string{"page": "/search?q=nets", "page-of-all": "/search", "json": "/api/search?q=nets", "table": "/search.csv?q=nets", "feed": "/search.atom?q=nets", "suggestions": "/api/suggest?q=net"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				b.SetBytes(int64(get(b, h, target).Body.Len()))
			}
		})
	}
}
