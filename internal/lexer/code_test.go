package lexer

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
)

func TestEveryLanguageIsThere(t *testing.T) {
	for lang, name := range spoken {
		if l := lexers.Get(name); l == nil || l.Config().Name != name {
			t.Errorf("chroma has no lexer %q for %q", name, lang)
		}
	}
}

func TestLanguageIsTold(t *testing.T) {
	for _, c := range []struct{ lang, code, want string }{
		{"XML", "anything", "XML"},
		{"", `{"a": [1]}`, "JSON"},
		{"", "{ not json", ""},
		{"", "<alert level='2'>\n<b/></alert>", "XML"},
		{"", "<?xml version='1.0'?>\n<a></a>", "XML"},
		{"", "<Chair> spoke>", "XML"},
		{"", "Prose that Word indented.", ""},
		{"", "", ""},
		{"cobol", "{}", ""},
		{"../../x", "{}", ""},
	} {
		got := ""
		if l := language(c.lang, c.code); l != nil {
			got = l.Config().Name
		}
		if got != c.want {
			t.Errorf("%q %q is %q, want %q", c.lang, c.code, got, c.want)
		}
	}
}

func TestCodeIsKept(t *testing.T) {
	for lang := range spoken {
		for _, code := range []string{"", "x", "x\n", "\n\nx", "a\r\nb", "\x00", "\xff", "<a b='c'>&amp;</a>\n", "{\"a\": \"\\n\"}", "/* é", "```\n\"", strings.Repeat("x", longest+1)} {
			tokens := Code(lang, code)
			if joined(tokens) != code {
				t.Errorf("%s: %q became %q", lang, code, joined(tokens))
			}
			if len(code) > longest && len(tokens) != 1 {
				t.Errorf("%s: too long to be highlighted, and was", lang)
			}
		}
	}
	if tokens := Code("json", `{"a": 1}`); len(tokens) < 5 || Class(tokens[1].Type) != "c-nt" {
		t.Errorf("JSON is not highlighted: %v", tokens)
	}
}

// Text that makes a backtracking lexer start over and over ends; how soon is asked only of a quiet machine.
func TestHostileCodeEnds(t *testing.T) {
	size, measured := longest/4, os.Getenv("MINUTEBOOK_SOAK") != ""
	if measured {
		size = longest
	}
	done := map[string]bool{}
	for lang, name := range spoken {
		if done[name] {
			continue
		}
		done[name] = true
		for _, s := range []string{"<!--", "<a ", "/*", `"`, "'", "((", "$(", "<<A\n", "[[", "`", "@", "&", "a.", "\n"} {
			start := time.Now()
			Code(lang, strings.Repeat(s, size/len(s)))
			if took := time.Since(start); measured && took > 5*time.Second {
				t.Errorf("%s: %q over and over takes %v", lang, s, took)
			}
		}
	}
}

func FuzzCode(f *testing.F) {
	f.Add("xml", "<a b='c'>&amp;<!-- x --></a>")
	f.Add("json", `{"a": [1, "b\u0000"]}`)
	f.Add("sql", "select 'x' -- y\n")
	f.Add("bash", "cat <<A\n$(x)\nA\n")
	f.Fuzz(func(t *testing.T, lang, code string) {
		if got := joined(Code(lang, code)); got != code {
			t.Fatalf("%q became %q", code, got)
		}
	})
}

func TestFailingLexer(t *testing.T) {
	if tokens := tokenise(failing{New(nil)}, "x"); tokens != nil {
		t.Errorf("a lexer that panics gave %v", tokens)
	}
}

type failing struct{ chroma.Lexer }

func (failing) Tokenise(*chroma.TokeniseOptions, string) (chroma.Iterator, error) {
	return func() chroma.Token { panic("unknown state") }, nil
}
