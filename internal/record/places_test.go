package record

import (
	"testing"

	"minutebook/internal/minutes"
)

// What only repeats, such as a head that a page break repeats, stands in no part of the minutes, nor does what is in it.
func TestWhatOnlyRepeatsIsApart(t *testing.T) {
	cell := &minutes.Block{Kind: minutes.Cell}
	table := &minutes.Block{Kind: minutes.Table, Blocks: []*minutes.Block{{Kind: minutes.Row, Role: minutes.RoleRepeated, Blocks: []*minutes.Block{cell}}}}
	words := &minutes.Block{Kind: minutes.Paragraph}
	before, nowhere := &minutes.Block{Kind: minutes.Paragraph}, &minutes.Block{Kind: minutes.Paragraph}
	m := &minutes.Minutes{Preamble: []*minutes.Block{before}, Items: []*minutes.Item{{Number: "1", Items: []*minutes.Item{{Number: "1.1", Blocks: []*minutes.Block{table, words}}}}}}
	at := newAtlas(nil)
	at.survey(&Meeting{Minutes: m, whole: m})
	for b, want := range map[*minutes.Block]int32{before: Preamble, words: 1, table: 1, cell: Apart, nowhere: Apart} {
		if got := at.stands(b).part; got != want {
			t.Errorf("part %d, want %d", got, want)
		}
	}
}
