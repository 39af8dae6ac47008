package markup

import (
	"strings"
	"testing"

	"minutebook/internal/minutes"
	"minutebook/internal/policy"
	"minutebook/internal/wordtest"
)

// A run of stricter blocks is one group with a name; what is no stricter, and what stands inside the group, is not set apart.
func TestPortionsAreGroups(t *testing.T) {
	text := func(level policy.Level, words string) *minutes.Block {
		return &minutes.Block{Kind: minutes.Paragraph, Level: level, Spans: []minutes.Span{{Text: words}}}
	}
	entry := func(level policy.Level, words string) *minutes.Block {
		return &minutes.Block{Kind: minutes.ListItem, Level: level, Blocks: []*minutes.Block{text(level, words)}}
	}
	blocks := []*minutes.Block{
		text(5, "Open."), text(2, "Held."), text(2, "Held too."),
		{Kind: minutes.List, Level: 5, Blocks: []*minutes.Block{entry(5, "one"), entry(2, "two")}},
		{Kind: minutes.Table, Level: 5, Blocks: []*minutes.Block{
			{Kind: minutes.Row, Role: minutes.RoleHead, Level: 5, Blocks: []*minutes.Block{{Kind: minutes.Cell, Level: 5, Spans: []minutes.Span{{Text: "Head"}}}}},
			{Kind: minutes.Row, Level: 2, Blocks: []*minutes.Block{{Kind: minutes.Cell, Level: 2, Spans: []minutes.Span{{Text: "cell"}}}}}}},
		text(0, "Not told."),
	}
	w := Writer{Words: wordtest.English(t), Level: 5, LevelName: func(l policy.Level) string { return map[policy.Level]string{2: "Amber"}[l] }}
	got := string(w.Blocks(blocks))
	if n := strings.Count(got, `<div class="portion" role="group" aria-label="Marked Amber">`); n != 1 {
		t.Errorf("%d groups in\n%s", n, got)
	}
	for _, want := range []string{"<p>Held.</p>\n<p>Held too.</p>\n</div>", `<li class="portion">`, `<tr class="portion">`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
	if plain := string(Writer{}.Blocks(blocks)); strings.Contains(plain, "portion") {
		t.Errorf("without a level around, parts are set apart:\n%s", plain)
	}
}
