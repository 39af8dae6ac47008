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
	ref := func(part int32, id string) record.Reference {
		return record.Reference{Name: &record.Name{Kind: minutes.KindMeeting, ID: id}, Part: part}
	}
	s := speechOf(&record.Record{})
	s.knows = func(minutes.Kind, string) (string, bool) { return "", true }
	m := &record.Meeting{References: []record.Reference{ref(record.Apart, "A_1"), ref(0, "A_2"), ref(0, "A_2")}}
	d := s.speaking(index.Document{}, s.parts(m)[0])
	if diff := cmp.Diff([]string{"A_2"}, d.Mentions); diff != "" {
		t.Error(diff)
	}
}

func documentsOf(text string) []index.Document {
	return Documents(recordOf([]txtar.File{{Name: "one.md", Data: []byte(head + text + "\n")}}, site()), nil)
}
