package minutes

import "testing"

// TestWhatEstablishesALevel says which heads give a document its level, and which leave it untold.
func TestWhatEstablishesALevel(t *testing.T) {
	for _, c := range []struct{ head, level string }{
		{"This document is classified as ~~Clear~~ **Red**.", ""},
		{"This document is classified as <del>Clear</del> <b>Red</b>.", ""},
		{"This document is classified as <s>Clear</s> Red.", ""},
		{"This document is classified as **Clear** **Red**.", ""},
		{"This document is classified as **Clear / Red**.", ""},
		{"Classification: Clear / White / Green / Amber / **Red**", ""},
		{"| Classification | Clear ☐ White ☐ Green ☐ Amber ☐ Red ☒ |\n|---|---|\n| Date | 3 March 2022 |", ""},
		{"| Classification | Clear | Red |\n|---|---|---|\n| Date | 3 March 2022 | |", ""},
		{"This document is classified as **Clear**, but section 1 is Red.", ""},
		{"This document is classified as **clear** to members only, otherwise Red.", ""},
		{"This document is classified as **Clear**\nor *red*.", ""},
		{"This document is classified as **Clear**. Information must not be published (including publication online).", ""},
		{"This document is classified as **Clear**.\n\nInformation must not be published.", ""},
		{"This document is classified as **Clear**.\n\nNot for publication.", ""},
		{"Minutes: White", ""},
		{"Minutes taken by J. Green: Green", ""},
		{"This paper is classified as Clear.", ""},
		{"![This document is classified as Clear](logo.png)", ""},
		{"STRICTLY CONFIDENTIAL\n\n> This document is classified as **Clear**", ""},
		{"STRICTLY CONFIDENTIAL\n\nThis document is classified as **Clear**. It may be published.", ""},
		{"RESTRICTED\n\nThis document is classified as **White**.", ""},
		{"Present:\n\nWhite", ""},
		{"Present:\n\n| White |\n|---|\n| Brown |", ""},
		{"CONFIDENTIAL\n\nThis document is classified as **Red**. It may not be shared.", "Red"},
		{"This document is classified as **Clear**. It may be published.", "Clear"},
		{"This document is classified as **Clear**. It can be published, but not altered.", "Clear"},
		{"This\u00a0document is classi\u00adfied as **Clear**. It may be published.", "Clear"},
		{"Operations Group - GREEN", "Green"},
		{"SEC PANEL – AMBER", "Amber"},
		{"White", "White"},
		{"Classification: White\nOperations Group Meeting\nChair: Tom Green", "White"},
	} {
		rules := DefaultRules()
		level, m := levelOf(c.head, "Text.")
		if want, _ := rules.Policy.Level(c.level); level != want {
			t.Errorf("%q is read as %s, want %q: %v", c.head, rules.Policy.Name(level), c.level, m.Findings)
		}
	}
	if level, _ := levelOf("No banner.", "Operations Group: CLEAR"); level != 0 {
		t.Errorf("a line in the text gives the level %d", level)
	}
}
