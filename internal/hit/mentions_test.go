package hit

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"minutebook/index"
	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// A list of thousands of ids in one sentence does not put all with all: each keeps company with its neighbours.
func TestALongListIsNoCompany(t *testing.T) {
	const listed = 3000
	text := "The list is "
	for i := range listed {
		text += fmt.Sprintf("MP%d, ", 1000+i)
	}
	most := 0
	for _, d := range documentsOf(text + "and no more.") {
		switch {
		case d.Kind == "item" && len(d.Mentions) != listed:
			t.Errorf("the item mentions %d", len(d.Mentions))
		case d.Kind == "modification":
			most = max(most, len(d.Mentions))
		}
	}
	if most != 2*nearest {
		t.Errorf("a modification of a long list mentions %d, want %d", most, 2*nearest)
	}
}

// What is left out of the text, such as a head that a page break repeats, is not mentioned.
func TestWhatIsLeftOutIsNotMentioned(t *testing.T) {
	ref := func(b *minutes.Block, id string) minutes.Reference {
		return minutes.Reference{Kind: minutes.KindMeeting, ID: id, Block: b}
	}
	cell := &minutes.Block{Kind: minutes.Cell}
	words := &minutes.Block{Kind: minutes.Paragraph}
	repeated := &minutes.Block{Kind: minutes.Row, Role: minutes.RoleRepeated, Blocks: []*minutes.Block{cell}}
	s := speechOf(&record.Record{})
	s.knows = func(minutes.Kind, string) (string, bool) { return "", true }
	s.read(&minutes.Minutes{References: []minutes.Reference{ref(cell, "A_1"), ref(words, "A_2"), ref(words, "A_2")}})
	d := s.speaking(index.Document{}, s.of(repeated, words, nil))
	if diff := cmp.Diff([]string{"A_2"}, d.Mentions); diff != "" {
		t.Error(diff)
	}
}

func documentsOf(text string) []index.Document {
	return Documents(recordOf([]txtar.File{{Name: "one.md", Data: []byte(head + text + "\n")}}, site()), nil)
}
