package edition

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"minutebook/internal/minutes"
	"minutebook/internal/policy"
)

const attended = `This document is classified as **Clear**. It may be published.

Harbour Watch Committee Meeting

12 March 2024, HWC_07_1203

Final Minutes

Attendees:

| Representing | Members |
|---|---|
| HDC | Ada Drone (Chair) |
| | Bo Comb |
| TIDAS | Cy Reed |
| [RED] TIDAS | Dov Ember |

In attendance: Eve Fenn (HDC)

Strangely set: Gus Hill

Apologies:

| Representing | Name |
|---|---|
| HDC | Fay Gale |

1. Welcome

Apologies were received from Hal Iver.

Ada Drone opened the meeting.

ACTION HWC 07/01: TIDAS to mend the lamp.
`

// TestPeopleAreShownAsTheSiteSays holds that a site which shows no names has none in its edition but those that the text of the
// meeting says, and that the numbers are those of the people whom its audience may know of.
func TestPeopleAreShownAsTheSiteSays(t *testing.T) {
	for people, want := range map[policy.People]struct {
		presence minutes.Presence
		words    string
	}{
		policy.PeopleNames: {minutes.Presence{People: 5, Members: 3, Apologies: 1, Bodies: []minutes.Body{{Name: "HDC", People: 3}, {Name: "Strangely set", People: 1}, {Name: "TIDAS", People: 1}},
			Absent: []minutes.Body{{Name: "HDC", People: 1}}}, "Ada Drone Bo Comb Cy Reed Eve Fenn Fay Gale Hal Iver Gus Hill HDC TIDAS"},
		policy.PeopleOrganisations: {minutes.Presence{People: 5, Members: 3, Apologies: 1, Bodies: []minutes.Body{{Name: "HDC", People: 3}, {Name: "Strangely set", People: 1}, {Name: "TIDAS", People: 1}},
			Absent: []minutes.Body{{Name: "HDC", People: 1}}}, "Ada Drone HDC TIDAS"},
		policy.PeopleCounts: {minutes.Presence{People: 5, Members: 3, Apologies: 1}, "Ada Drone TIDAS"},
	} {
		site := siteOf("Clear", policy.DraftsNever)
		site.People = people
		e := Of(site, []Source{source("a.md", attended)}, rules, nil)
		text := string(e.Redacted()[0].Text)
		for _, name := range []string{"Ada Drone", "Bo Comb", "Cy Reed", "Dov Ember", "Eve Fenn", "Fay Gale", "Gus Hill", "Hal Iver", "HDC", "TIDAS"} {
			if strings.Contains(text, name) != strings.Contains(want.words, name) {
				t.Errorf("%s: %q is in the text: %v\n%s", people, name, !strings.Contains(want.words, name), text)
			}
		}
		got := e.Documents()[0].Minutes
		if d := cmp.Diff(want.presence, got.Presence); d != "" {
			t.Errorf("%s: -want +got\n%s", people, d)
		}
		if people != policy.PeopleNames && len(got.Attendance)+len(got.Apologies) > 0 {
			t.Errorf("%s: the edition reads %v %v", people, got.Attendance, got.Apologies)
		}
		if again := Of(site, []Source{source("a.md", text)}, rules, nil); again.Hash() != e.Hash() {
			t.Errorf("%s: its redacted file gives another edition:\n%s", people, again.Redacted()[0].Text)
		}
	}
}
