package lexer

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/alecthomas/chroma/v2"
)

// The papers that colours are read on, at their least favourable: tinted, and marked as the target of a link.
var (
	lightPapers = []string{"#f3f1ec", "#fff0b8"}
	darkPapers  = []string{"#22262c", "#57490f"}
)

func TestContrast(t *testing.T) {
	check := func(name, colour string, papers []string, least float64) {
		for _, paper := range papers {
			if got := contrast(colour, paper); got < least {
				t.Errorf("%s %s on %s: %.2f", name, colour, paper, got)
			}
		}
	}
	for _, i := range inks {
		check(i.name, i.light, lightPapers, 4.5)
		check(i.name, i.dark, darkPapers, 4.5)
		check(i.name, i.terminal, []string{"#ffffff", "#000000"}, 4)
	}
}

func contrast(a, b string) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// luminance is relative luminance as WCAG 2 defines it.
func luminance(hex string) float64 {
	n, _ := strconv.ParseUint(hex[1:], 16, 32)
	channel := func(shift uint) float64 {
		c := float64(n>>shift&0xff) / 255
		if c <= 0.03928 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(16) + 0.7152*channel(8) + 0.0722*channel(0)
}

func TestStyles(t *testing.T) {
	css := Styles()
	if len(css) > 3<<10 {
		t.Errorf("%d bytes of CSS", len(css))
	}
	if strings.Count(css, "{") != strings.Count(css, "}") {
		t.Error("braces do not match")
	}
	for kind := range chroma.StandardTypes {
		if class := Class(kind); class != "" && !regexp.MustCompile(`\.`+class+`[,{]`).MatchString(css) {
			t.Errorf("no style of %s, class %s", kind, class)
		}
	}
	for _, name := range regexp.MustCompile(`var\((--c-\w+)\)`).FindAllStringSubmatch(css, -1) {
		if strings.Count(css, name[1]+":#") != 2 {
			t.Errorf("%s is not given for light and for dark", name[1])
		}
	}
	if _, err := terminalStyle(); err != nil {
		t.Error(err)
	}
}

func TestClass(t *testing.T) {
	for kind, want := range map[chroma.TokenType]string{
		chroma.Text: "", chroma.Error: "", chroma.Name: "", chroma.KeywordReserved: "c-k", chroma.LiteralStringDouble: "c-s",
		chroma.CommentPreproc: "c-c", chroma.LiteralNumberHex: "c-m", chroma.NameLabel: "c-nl", chroma.TokenType(123456): "",
	} {
		if got := Class(kind); got != want {
			t.Errorf("%s is %q, want %q", kind, got, want)
		}
	}
}
