package record

import (
	"fmt"
	"strings"
	"testing"
)

// TestAListOfIDsStaysSmall links one sentence that names thousands of incidents, each under its own spelling:
// neither the relations nor the sentences repeated may grow by the square.
func TestAListOfIDsStaysSmall(t *testing.T) {
	const n = 1000
	var s strings.Builder
	s.WriteString("meeting HARB_7 2031-01-10\nThe list")
	for i := range n {
		fmt.Fprintf(&s, " INC%05d and MP%d", i, i)
	}
	r := linked(s.String())
	if len(r.Incidents) != n || len(r.Modifications) != n {
		t.Fatalf("%d incidents, %d modifications", len(r.Incidents), len(r.Modifications))
	}
	for _, x := range append(r.Incidents, r.Modifications...) {
		if len(x.Related) == 0 || len(x.Related) > 2*closest || len(x.Mentions[0].Sentence) > longestSentence+10 {
			t.Fatalf("%s has %d relations and a sentence of %d bytes", x.ID, len(x.Related), len(x.Mentions[0].Sentence))
		}
	}
}

// BenchmarkLink shows that the time for a meeting does not depend on how many there are.
func BenchmarkLink(b *testing.B) {
	for _, n := range []int{1000, 2000, 4000} {
		docs := notes(manyMeetings(n))
		b.Run(fmt.Sprintf("meetings=%d", n), func(b *testing.B) {
			for b.Loop() {
				link(linked("").Site, docs, nil, nil)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/meeting")
		})
	}
}

// manyMeetings is an archive in which every meeting raises, reports, decides and refers.
func manyMeetings(n int) string {
	var s strings.Builder
	for i := range n {
		fmt.Fprintf(&s, "meeting HARB_%d %d-%02d-%02d\nitem 2 Actions\n", i, 2031+i/300, 1+i/28%12, 1+i%28)
		for k := range 10 {
			fmt.Fprintf(&s, "report HARB %d/%02d open target 2031-02-01 revised none: The minutes of HARB_%d say so, INC%d.\n", max(0, i-k), k, max(0, i-k), i/4)
			fmt.Fprintf(&s, "raise HARB %d/%02d Pilots due HARB_%d: To look at INC%d and MP%dA again.\n", i, k, i+1, i/4+k, i/10)
			fmt.Fprintf(&s, "decide AGREED that INC%d, MP%d and action %d/01 go together.\nA paragraph of words that name nothing at all, as most do.\n", i/4, i/10+k, i)
		}
	}
	return s.String()
}
