package lexer

import (
	"encoding/json"
	"regexp"
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"

	"minutebook/internal/markup/escape"
)

// longest is the most bytes of code that are highlighted. The lexers of other languages backtrack: a
// hostile block twice as long can take four times the time.
const longest = 8 << 10

// Code is a block of code in tokens that, joined, are the code. The language is the named one, or else
// told from the code where that is beyond doubt (JSON, XML). Code in an unknown language, or of more than
// 8 KB, is one token of plain text.
func Code(lang, code string) []chroma.Token {
	plain := one(chroma.Text, code)
	l := language(lang, code)
	if l == nil || len(code) > longest || escape.Visible(code) != code {
		return plain
	}
	tokens := tokenise(l, code)
	if joined(tokens) != code {
		return plain
	}
	return tokens
}

// spoken are the languages that minutes quote. The others stay plain: a lexer that nobody needs is one
// that a hostile document could pick. So do Java, YAML and PowerShell, of which 16 KB can take chroma 20 s.
var spoken = map[string]string{
	"bash": "Bash", "sh": "Bash", "shell": "Bash", "console": "Bash",
	"c#": "C#", "csharp": "C#", "css": "CSS", "diff": "Diff", "patch": "Diff", "go": "Go", "golang": "Go",
	"html": "HTML", "http": "HTTP", "ini": "INI", "cfg": "INI", "conf": "INI", "properties": "properties",
	"javascript": "JavaScript", "js": "JavaScript", "json": "JSON", "python": "Python", "py": "Python", "sql": "SQL",
	"toml": "TOML", "typescript": "TypeScript", "ts": "TypeScript",
	"xml": "XML", "xsd": "XML", "wsdl": "XML", "soap": "XML",
}

func language(lang, code string) chroma.Lexer {
	name, known := spoken[strings.ToLower(lang)]
	if lang == "" {
		name, known = guess(code)
	}
	if !known {
		return nil
	}
	return lexers.Get(name)
}

var xmlStart = regexp.MustCompile(`^\s*<(?:\?xml\b|[A-Za-z][\w:.-]*(?:\s[^<>]*)?/?>)`)

func guess(code string) (string, bool) {
	start := strings.TrimSpace(code)
	switch {
	case strings.HasPrefix(start, "{") || strings.HasPrefix(start, "["):
		return "JSON", json.Valid([]byte(start))
	case strings.HasSuffix(start, ">"):
		return "XML", xmlStart.MatchString(start)
	}
	return "", false
}

// tokenise is nil where the language's lexer fails, as chroma's may by a panic.
func tokenise(l chroma.Lexer, code string) (tokens []chroma.Token) {
	defer func() {
		if recover() != nil {
			tokens = nil
		}
	}()
	next, err := l.Tokenise(&chroma.TokeniseOptions{State: "root"}, code)
	if err != nil {
		return nil
	}
	return untrailed(next.Tokens(), code)
}

// untrailed takes off the line end that some lexers add.
func untrailed(tokens []chroma.Token, code string) []chroma.Token {
	n := len(tokens)
	if n == 0 || joined(tokens) != code+"\n" {
		return tokens
	}
	tokens[n-1].Value = strings.TrimSuffix(tokens[n-1].Value, "\n")
	return tokens
}

func joined(tokens []chroma.Token) string {
	var s strings.Builder
	for _, t := range tokens {
		s.WriteString(t.Value)
	}
	return s.String()
}
