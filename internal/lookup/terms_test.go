package lookup

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"minutebook/index"
)

var update = flag.Bool("update", false, "rewrite how texts are cut")

// cutTexts are texts that are easily cut in another way.
var cutTexts = []string{"PRUG_12/CONF 02", "inc000000707890", "MP122A; SECMP0116", "007 0 000 0x10", "O'Brien's minutes, the Code’s own", "rock 'n' roll ''s",
	"Réunion du café, naïve", "Re\u0301union", "ΟΔΟΣ Σίσυφος", "İstanbul DİŞ", "Straße STRASSE ẞ", "ﬁnal ﬂow ™ ª º ½ ² Ⅷ", "１２３ ٠٠٣ ०४२ 12３", "会議の議事録 第３回",
	"constructor __proto__ toString", "a\u00adb zero\u200bwidth", "e-mail re-read 24/7 10:30 £4,750.00", "ʼn ŉ Ǆ ǆ", "\ufffd \x00 \U0001D400\U0001D7D8 \U00020000",
	"x" + strings.Repeat("yz", 40), "é" + strings.Repeat("é漢", 40), strings.Repeat("0", 80) + "1", "", "  "}

// The script cuts words as the index does: a test of the browser holds it to the same file.
func TestTermsAreThoseOfTheScript(t *testing.T) {
	const file = "testdata/terms.json"
	var b bytes.Buffer
	b.WriteString("[\n")
	for i, text := range cutTexts {
		if i > 0 {
			b.WriteString(",\n")
		}
		b.Write(encoded(slices.Concat([]string{text}, index.Terms(text))))
	}
	b.WriteString("\n]\n")
	if *update {
		if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil || !json.Valid(want) || !bytes.Equal(want, b.Bytes()) {
		t.Errorf("run with -update and read the difference: %v", err)
	}
}
