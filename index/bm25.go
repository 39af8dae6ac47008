package index

import (
	"math"

	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// The parameters of BM25: how fast further occurrences of a word add less, and how much the length of a text counts.
const (
	bm25K = 1.2
	bm25B = 0.75
)

// worth is BM25 for the occurrences of one term in one field.
type worth struct{ weight, short, long float32 }

// newWorth weighs a term that so many of all documents have, in a field of a mean length.
func newWorth(weight float64, count, all int, meanLength float64) worth {
	return worth{float32(weight * rarity(count, all) * (bm25K + 1)), bm25K * (1 - bm25B), float32(bm25K * bm25B / meanLength)}
}

// rarity is what BM25 calls the inverse document frequency of a term.
func rarity(count, all int) float64 {
	return math.Log(1 + (float64(all)-float64(count)+0.5)/(float64(count)+0.5))
}

// of is the worth of the occurrences in one document.
func (w worth) of(p segment.Posting) float32 {
	n := float32(p.Frequency())
	return w.weight * n / (n + w.short + w.long*lengthOf(p))
}

// lengthOf is how many terms the field has. bleve's norm is one over the root of that; a posting of its usual segments
// knows the number itself.
func lengthOf(p segment.Posting) float32 {
	if exactly, ok := p.(interface{ NormUint64() uint64 }); ok {
		return float32(exactly.NormUint64())
	}
	norm := float32(p.Norm())
	return 1 / (norm * norm)
}

// meanLength of the fields that are not text is that of their one value.
func (x *Index) meanLength(field string) float64 {
	return max(1, float64(x.info.Lengths[field])/float64(max(1, x.rows)))
}
