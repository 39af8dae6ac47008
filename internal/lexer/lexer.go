// Package lexer shows sources in colours: a chroma lexer for minutes, the source view of a meeting with
// findings beside their lines, the same in a terminal, and code in minutes.
//
// A lexer of minutes reads Markdown line by line and paints, over its structure (headings, emphasis,
// links, tables, code, front matter, comments), what minutes are made of:
//
//	levels and portion marks   KeywordType      ACTION and decision verbs   Keyword, KeywordReserved
//	statuses                   KeywordConstant  ids of actions              NameLabel
//	dates and times            LiteralDate      ids of meetings             NameNamespace
//	incidents                  NameException    modifications               NameClass
//	other kinds of reference   NameEntity       agenda heads                GenericHeading
//
// What these look like comes from minutes.Rules. All patterns are RE2, so time is linear in the text; the
// tokens, joined, are the text, whatever it is.
package lexer

import (
	"strings"

	"github.com/alecthomas/chroma/v2"

	"minutebook/internal/minutes"
)

// New makes the lexer of one body's minutes. nil rules know Markdown, dates and statuses only. It may be
// used from several goroutines.
func New(rules *minutes.Rules) chroma.Lexer {
	return &lexer{paints: paintsOf(rules), banners: bannersOf(rules)}
}

type lexer struct {
	paints  []paint  // in the order in which they are laid on
	banners []string // phrases of which a banner contains one, in lower case
}

// Config names the language.
func (l *lexer) Config() *chroma.Config {
	return &chroma.Config{Name: "Minutes", Aliases: []string{"minutes"}}
}

// Tokenise never fails and never changes the text: it ignores EnsureLF and every other option.
func (l *lexer) Tokenise(_ *chroma.TokeniseOptions, text string) (chroma.Iterator, error) {
	d := &document{lexer: l, lines: strings.SplitAfter(text, "\n")}
	d.front = d.frontMatter()
	return d.next, nil
}

// SetRegistry does nothing: the lexer calls on no other.
func (l *lexer) SetRegistry(*chroma.LexerRegistry) chroma.Lexer { return l }

// SetAnalyser does nothing: minutes are recognised by whoever reads them, not by their look.
func (l *lexer) SetAnalyser(func(string) float32) chroma.Lexer { return l }

// AnalyseText is always 0.
func (l *lexer) AnalyseText(string) float32 { return 0 }
