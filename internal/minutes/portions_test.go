package minutes

import "testing"

// TestPortionMarks says what a mark makes of an open document, wherever it stands and however it is written.
func TestPortionMarks(t *testing.T) {
	rules := DefaultRules()
	for _, c := range []struct{ text, level string }{
		{"[RED] secret", "Red"}, {"Words [\nRED] secret", "Red"}, {"(RED) secret", "Red"}, {"> a [\n> Amber ] secret", "Amber"}, {"The Chair said [RED] secret", "Red"}, {"3. Minutes [RED]\n\nText.", "Red"}, {"ACTION OPSG 70/01: [RED] secret", "Red"},
		{"a) [RED] secret", "Red"}, {"- [ ] [RED] secret", "Red"}, {"<pre>[RED] secret</pre>", "Red"}, {"[RED](http://example.org) secret", "Red"},
		{"[RED] secret\n\n[red]: http://example.org", "Red"}, {"\u200b[RED] secret", "Red"}, {"[R\u200bED] secret", ""}, {"[\u0410mber] secret", ""}, {"[R E D] secret", ""}, {"[R\u00e9d] secret", ""}, {"[Clear / \u0410mber] secret", ""}, {"［RED］ secret", "Red"},
		{"[**Red**] secret", "Red"}, {"**[Amber]:** secret", "Amber"}, {"He said [TLP:AMBER] secret", "Amber"}, {"[Clear / Red] secret", "Red"}, {"[Red – members] secret", "Red"},
		{"&#91;RED&#93; secret", "Red"}, {"`[RED] secret`", "Red"}, {"    [RED] {secret}", "Red"}, {"```\n[RED] secret\n```", "Red"}, {`\\[RED] secret`, "Red"},
		{"| Sack | Cost |\n|---|---|\n| x [RED] | 1 |", "Red"}, {"2. Minutes (Red)\n\nText.", "Red"}, {"## Minutes (AMBER)\n\nText.", "Amber"},
		{"This item is classified as **Amber**.", "Amber"}, {"Section 1 is Red.", "Red"}, {"Thanks. This item is Red.", "Red"},
		{`\[RED\] secret`, "Red"}, {`- **\[TLP:AMBER\]** secret`, "Amber"}, {`## 2. Keys \[RED\] {#keys}`, "Red"}, {`\[CONFIDENTIAL\] secret`, ""}, {`\[TBC\] it says`, "Clear"},
		{"[RED.] secret", "Red"}, {"[R.E.D.] secret", ""}, {"[Confidential] secret", ""}, {"[Confidential](http://example.org) is read", "Clear"}, {"[RED secret", "Red"}, {"{RED} secret", "Red"}, {"The key is lost (RED).", "Red"},
		{"## 2. Keys – RED\n\nText.", "Red"}, {"## 2. RED: Keys\n\nText.", "Red"}, {"## 2. Keys (Closed session)\n\nText.", ""}, {"Ada noted that this item is Red.", "Red"}, {"This item was heard in private and is classified Red.", "Red"},
		{"[TBC]", ""}, {"[CONFIDENTIAL] secret", ""}, {"[CONFIDENTIAL](http://example.org) secret", ""}, {"[AMBER+STRICT] secret", ""}, {"[TO BE CONFIRMED]", ""},
		{"This item is classified as Confidential.", ""},
		{`The word \[RED\] is how it is written`, "Clear"}, {`\[RED] is how it is written`, "Clear"}, {`\[TBC] it says`, "Clear"}, {"It is so [sic], [SIC] he said", "Clear"}, {"[1] and [A] and [x]", "Clear"},
		{"[OPSG_49](http://example.org) was read", "Clear"}, {"[DCC](http://example.org) said", "Clear"}, {"[Note]: agreed", "Clear"}, {"- [X] done", "Clear"}, {"[AGREED] the plan", "Clear"},
		{"Milestone 3 (Red) is late", "Clear"}, {"The item is of red flour", "Clear"}, {"[ERROR] in the log", "Clear"}, {"[clear] words", "Clear"}, {"This item is clear.", "Clear"}, {"(DCC) said so (RED is late)", "Clear"}, {"Open [ and\nno more", "Clear"},
	} {
		level, m := levelOf(clearBanner, c.text)
		if want, _ := rules.Policy.Level(c.level); level != want {
			t.Errorf("%q is read as %s, want %q: %v", c.text, rules.Policy.Name(level), c.level, m.Findings)
		}
	}
}
