package minutes

import (
	"strings"
	"testing"
)

// aboveText is the head of a document of the most open level.
const aboveText = "This document is classified as **Clear**. It may be published.\n\nOperations Group Meeting\n\n3 March 2022, OPSG_70_0303\n\n"

// TestHiddenStaysHidden says that what somebody hid is neither on the page nor in the source that is shown.
func TestHiddenStaysHidden(t *testing.T) {
	for _, text := range []string{
		"Shown <!-- secret --> text.",
		"Shown\n\n    <!-- secret -->\n\ntext.",
		"Shown `<!-- secret -->` text.",
		"Shown\n\n```xml\n<a><!-- secret --></a>\n```\n",
		"Shown <!--> secret --> text.",
		"Shown <!---> secret --> text.",
		"Shown <!-\x01- secret --> text.",
		"Shown <!-\u200e- secret --> text.",
		"Shown <!\u200b-- secret --> text.",
		"Shown <!-- secret",
		"Shown.\n\n[//]: # (secret)\n\nText.",
		"Shown.\n\n[//]: secret\n\nText.",
		"Shown.\n\n[comment]: <> \"secret\"\n\nText.",
		"Shown.\n\n[a]: #\n(secret\nsecret)\n\nText.",
		"Shown.\n\n<p style=\"display: none\">secret</p>\n\nText.",
		"Shown <span hidden>x <span>y</span> secret</span> text.",
		"Shown <DIV HIDDEN>\n\nsecret\n\n</DIV> text.",
		"Shown <div hidden> secret",
	} {
		src := aboveText + "1. Flour\n\n" + text + "\n"
		m := Parse("x.md", []byte(src), DefaultRules())
		page := ""
		m.Walk(func(b *Block) { page += b.Text() + "\n" })
		source := without(src, m.Hidden)
		if strings.Contains(page, "secret") || strings.Contains(source, "secret") {
			t.Errorf("%q shows %q in %q", text, page, source)
		}
		if !strings.Contains(page, "Shown") || !strings.Contains(source, "Shown") {
			t.Errorf("%q hides too much: %q in %q", text, page, source)
		}
	}
}

// TestShownStaysShown says what is no comment and no hidden element.
func TestShownStaysShown(t *testing.T) {
	for _, text := range []string{
		"It is <!--> shown.",
		"It is < !-- shown.",
		"[flour]: https://example.org/flour\n\nIt is [flour] shown.",
		"It is `aria-hidden` shown.",
		"<p class=\"wide\">It is shown.</p>",
		"[Note]: it is shown",
	} {
		m := Parse("x.md", []byte(aboveText+"1. Flour\n\n"+text+"\n"), DefaultRules())
		page := ""
		m.Walk(func(b *Block) { page += b.Text() + "\n" })
		if !strings.Contains(page, "shown") {
			t.Errorf("%q is hidden: %q", text, page)
		}
	}
}
