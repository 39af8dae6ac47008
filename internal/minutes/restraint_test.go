package minutes

import (
	"testing"

	"minutebook/internal/policy"
)

// levelOf is the level of a document in the group's usual form: a head, the people, an item and what is to
// be tried at one of the places.
func levelOf(head, item string) (policy.Level, *Minutes) {
	m := Parse("OPSG_70_0303.md", []byte(head+"\n\nOperations Group Meeting\n\n3 March 2022, OPSG_70_0303\n\nPresent:\n\nJan Green\n\nWhite\n\n1. Flour\n\nThe chair opened the meeting.\n\n"+item+"\n\n2. Next steps\n\nOne.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n"), DefaultRules())
	return m.Classification.Strictest, m
}

const clearBanner = "This document is classified as **Clear**. It may be published."

// TestStricterWordsWithhold says what beside an open banner keeps a document from being published.
func TestStricterWordsWithhold(t *testing.T) {
	for _, text := range []string{
		"Red | Page 2 of 3", "OPSG_70_0303 RED Page 2 of 3", "*Red*", "**red**", "RED", "Red", "Red – for members only",
		"The minutes of this meeting are classified as Red.", "NB: This document is classified as Red.",
		"Please note that this document is classified as Red.", "This document is now classified as Red.", "This document remains classified as Red.",
		"This document is Red.", "Classified: Red", "Classified as Red", "Red Classification", "Traffic Light Protocol: Red", "TLP:RED",
		"> RED", "- Red", "|Document|Classification|\n|---|---|\n|Minutes|Red|", "| Classification | Red |\n|---|---|\n| Date | 3 March 2022 |",
		"This\u00a0document is\u00a0classified as Red.", "This docu\u00adment is classi\u00adfied as Red.", "This document is classified as `red`.",
		"SEC PANEL – RED", "This document has been marked as **Amber**.", "Security marking: Amber", "```\nThis document is classified as Red.\n```",
		"This document is\nclassified as Red.", "Security classification (SEC): Red", "OFFICIAL-SENSITIVE RED",
	} {
		if l, _ := levelOf(clearBanner, text); l != policy.Untold {
			t.Errorf("in an item, %q is read as %d", text, l)
		}
		if l, _ := levelOf(clearBanner+"\n\n"+text, "Text."); l != policy.Untold {
			t.Errorf("in the head, %q is read as %d", text, l)
		}
	}
	for _, text := range []string{"level: Red", "\"level\": Red", "level = \"Red\"", "---\nkind: minutes\nlevel: Red\n---"} {
		if l, _ := levelOf(clearBanner+"\n\n"+text, "Text."); l != policy.Untold {
			t.Errorf("in the head, %q is read as %d", text, l)
		}
	}
}

// TestProseDoesNotWithhold says what an open document may say without being withheld.
func TestProseDoesNotWithhold(t *testing.T) {
	clear, _ := DefaultRules().Policy.Level("Clear")
	for _, text := range []string{
		"- Red: 3 risks\n- Amber: 5 risks", "RAG status: Amber", "| Milestone | RAG |\n|---|---|\n| Design | Red |",
		"The RAG status is Red.", "The RAG status of the flour mill is Red, as it was before.", "Amber alerts were raised twice.", "Mr Green and Ms White joined.",
		"The chair asked why a paper is classified as Clear. The chair said that the paper is classified as Red.",
		"The Green Book was discussed by J. White.", "| Milestone | RAG |\n|---|---|\n| Mill | Red |\n| Oven | Amber |",
		"- Red\n- Amber\n- Green", "White, J.", "The White Paper was noted.", "Green: the mill is on time.", "The report on the Red Kite was noted.",
		"1. Green energy", "The risk was marked as Red in the register.", "This is a red line for members.",
	} {
		if l, m := levelOf(clearBanner, text); l != clear {
			t.Errorf("%q is read as %d: %v", text, l, m.Findings)
		}
	}
}

// TestASpellingThatOnlyLooksLikeALevel says that a banner in other letters, or with characters nobody sees, gives no level, and that
// such a line elsewhere withholds.
func TestASpellingThatOnlyLooksLikeALevel(t *testing.T) {
	for _, head := range []string{"This document is classified as **Cl\u200bear**. It may be published.", "This document is classified as **\u0421lear**. It may be published.",
		"Classification: Ｃｌｅａｒ", "Classification: Cle\u00adar", "TLP:CL\u0415AR"} {
		if level, m := levelOf(head, "Text."); level != 0 {
			t.Errorf("%q is read as %d: %v", head, level, m.Findings)
		}
	}
	for _, text := range []string{"Classification: R\u0415D", "This document is classified as **\u0410mber**.", "\u0410MBER | Page 2 of 3"} {
		if level, m := levelOf(clearBanner, text); level != 0 {
			t.Errorf("%q leaves %d: %v", text, level, m.Findings)
		}
	}
	if level, m := levelOf("This document is classified as **Clear**. It may be published.", "\u0410 word in Cyrillic."); level == 0 {
		t.Errorf("a letter of another alphabet withholds: %v", m.Findings)
	}
}
