package lexer

import (
	"regexp"
	"slices"
	"strings"

	"github.com/alecthomas/chroma/v2"

	"minutebook/internal/minutes"
)

var (
	markdownHeading = regexp.MustCompile(`^ {0,3}#{1,6}(?:\s|$)`)
	agendaHead      = regexp.MustCompile(`^\d{1,3}[A-Z]?[.)] +(?:\[\pL[^\]]*\]|\p{L})[^|]*$`)
	agendaSubhead   = regexp.MustCompile(`^\d{1,3}[A-Z]?(?:\.\d{1,3})+[.)]? +[^|]*$`)
)

const (
	digits = "0123456789"
	months = `(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)`
)

// mayBeDay says whether a line has a blank before a capital of a month, and behind a digit or the end of "1st", "2nd", "3rd" or "4th".
func mayBeDay(line string) bool {
	for i := 1; i+1 < len(line); i++ {
		if line[i] == ' ' && strings.IndexByte("JFMASOND", line[i+1]) >= 0 && (isDigit(line[i-1]) || i > 2 && strings.IndexByte("tdh", line[i-1]) >= 0 && isDigit(line[i-3])) {
			return true
		}
	}
	return false
}

// mayBeFigures says whether a line has a sign of a date or a time between two digits.
func mayBeFigures(line string) bool {
	for i := 1; i+1 < len(line); i++ {
		if c := line[i]; (c == ':' || c == '/' || c == '-') && isDigit(line[i-1]) && isDigit(line[i+1]) {
			return true
		}
	}
	return false
}

func all(t chroma.TokenType) map[int]chroma.TokenType { return map[int]chroma.TokenType{0: t} }

// emphasis lies under everything, so that an id in bold is an id.
var emphasis = []paint{
	{pattern: regexp.MustCompile(`(\*)([^*\s](?:[^*]*[^*\s])?)(\*)`), need: need{sign: "*"},
		colours: map[int]chroma.TokenType{1: chroma.Punctuation, 2: chroma.GenericEmph, 3: chroma.Punctuation}},
	{pattern: regexp.MustCompile(`(\*\*)([^*\s](?:[^*]*[^*\s])?)(\*\*)`), need: need{oneOf: []string{"**"}},
		colours: map[int]chroma.TokenType{1: chroma.Punctuation, 2: chroma.GenericStrong, 3: chroma.Punctuation}},
}

// words are what minutes of any body hold.
var words = []paint{
	{pattern: regexp.MustCompile(`\b\d{1,2}(?:st|nd|rd|th)? ` + months + `(?:,? \d{4})?\b`), fits: mayBeDay, colours: all(chroma.LiteralDate)},
	{pattern: regexp.MustCompile(`\b(?:\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}:\d\d)\b`), fits: mayBeFigures, colours: all(chroma.LiteralDate)},
	{pattern: regexp.MustCompile(`\bStatus: *\p{L}+`), need: need{oneOf: []string{"Status:"}}, colours: all(chroma.KeywordConstant)},
	{pattern: regexp.MustCompile(`^[\s*_|>-]*(ACTIONS?)\b`), need: need{oneOf: []string{"ACTION"}}, colours: map[int]chroma.TokenType{1: chroma.Keyword}},
	{pattern: regexp.MustCompile(`\*\*(\p{Lu}(?:[\p{Lu} ]*\p{Lu})?)\*\*`), need: need{oneOf: []string{"**"}}, colours: map[int]chroma.TokenType{1: chroma.KeywordReserved}},
}

// structure lies over everything: an id in an address is a part of the address.
var structure = []paint{
	{pattern: regexp.MustCompile(`(!?\[)[^\[\]]*(\]\()([^()\s]*)[^()]*(\))`), need: need{oneOf: []string{"]("}},
		colours: map[int]chroma.TokenType{1: chroma.Punctuation, 2: chroma.Punctuation, 3: chroma.LiteralStringOther, 4: chroma.Punctuation}},
	{pattern: regexp.MustCompile(`^\s*((?:[-*+]|\d{1,9}[.)])(?:\s|$)|>+|#{1,6})`), need: need{sign: "-*+.)>#"}, colours: map[int]chroma.TokenType{1: chroma.Operator}},
	{pattern: regexp.MustCompile(`</?[A-Za-z][^<>]*>`), need: need{sign: "<"}, colours: all(chroma.NameTag)},
	{pattern: regexp.MustCompile(`&(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#[xX][0-9A-Fa-f]+);`), need: need{sign: "&"}, colours: all(chroma.LiteralStringEscape)},
	{pattern: regexp.MustCompile("`[^`]+`"), need: need{sign: "`"}, colours: all(chroma.LiteralStringBacktick)},
	{pattern: regexp.MustCompile(`\|`), need: need{sign: "|"}, colours: all(chroma.Punctuation)},
	{pattern: regexp.MustCompile(`^\s*\|?(?:\s*:?-+:?\s*\|)+[\s:-]*$`), need: need{sign: "|"}, colours: all(chroma.Punctuation)},
	{pattern: regexp.MustCompile("\\\\[!-/:-@\\[-`{-~]"), need: need{sign: `\`}, colours: all(chroma.LiteralStringEscape)},
	{pattern: regexp.MustCompile(`<!--.*?-->`), need: need{oneOf: []string{"<!--"}}, colours: all(chroma.Comment)},
}

// paintsOf are all patterns for one body, ids over words, ids of actions over those of meetings.
func paintsOf(r *minutes.Rules) []paint {
	paints := append(append([]paint{}, emphasis...), words...)
	if r != nil {
		paints = append(paints, levels(r)...)
		paints = append(paints, references(r)...)
	}
	return append(paints, structure...)
}

func references(r *minutes.Rules) []paint {
	var paints []paint
	if p := either(groupNames(r)); p != "" {
		paints = append(paints, paint{pattern: regexp.MustCompile(`\b` + p + `_\d+\w*`), need: need{sign: "_"}, colours: all(chroma.NameNamespace)})
	}
	for _, k := range r.Kinds {
		if k.Pattern != nil {
			paints = append(paints, found(k.Pattern, colourOf(k.Kind)))
		}
	}
	for _, shape := range r.ActionIDs {
		paints = append(paints, actionPaint(shape))
	}
	return paints
}

// actionPaint paints the ids of a shape; a bare number only at the front of a line or after the word.
func actionPaint(shape minutes.ActionShape) paint {
	if !shape.Bare() {
		return found(shape.Pattern, chroma.NameLabel)
	}
	p := regexp.MustCompile(`(?:^[\s*_|>-]*|\b(?:ACTION|[Aa]ction)S?s?\s+)(` + shape.Pattern.String() + `)`)
	return paint{pattern: p, need: need{sign: digits}, colours: map[int]chroma.TokenType{1: chroma.NameLabel}}
}

// found paints what a pattern of the rules finds.
func found(p *regexp.Regexp, t chroma.TokenType) paint {
	return paint{pattern: p, need: required(p), colours: all(t)}
}

func colourOf(k minutes.Kind) chroma.TokenType {
	switch k {
	case minutes.KindAction:
		return chroma.NameLabel
	case minutes.KindMeeting:
		return chroma.NameNamespace
	case minutes.KindIncident:
		return chroma.NameException
	case minutes.KindModification:
		return chroma.NameClass
	}
	return chroma.NameEntity
}

// levels are the names of levels where they say something: in a banner, and as a portion's mark.
func levels(r *minutes.Rules) []paint {
	p := either(levelNames(r))
	if p == "" {
		return nil
	}
	return []paint{
		{pattern: regexp.MustCompile(`(?i)\b` + p + `\b`), banner: true, colours: all(chroma.KeywordType)},
		{pattern: regexp.MustCompile(`(?i)(?:^(?:[\s>#*_+-]|\d[\d.]*\)?|\pL[.)])*|\|[\s*_]*)(\[` + p + `\])`), need: need{sign: "["}, colours: map[int]chroma.TokenType{1: chroma.KeywordType}},
	}
}

func bannersOf(r *minutes.Rules) []string {
	if r == nil {
		return nil
	}
	phrases := []string{"classified as", "classification"}
	for _, l := range r.Policy.Levels() {
		rung, _ := r.Policy.Rung(l)
		for _, s := range rung.Sentences {
			phrases = append(phrases, strings.ToLower(s.Text))
		}
	}
	return phrases
}

func levelNames(r *minutes.Rules) []string {
	var names []string
	for _, l := range r.Policy.Levels() {
		rung, _ := r.Policy.Rung(l)
		names = append(append(names, rung.Name), rung.Aliases...)
	}
	return names
}

func groupNames(r *minutes.Rules) []string {
	var names []string
	for _, g := range r.Groups {
		names = append(append(names, g.ID), g.Aliases...)
	}
	return names
}

// either is a pattern that fits any of the names, the longest that can stand there; "" for none.
func either(names []string) string {
	var quoted []string
	for _, n := range names {
		if n != "" {
			quoted = append(quoted, regexp.QuoteMeta(n))
		}
	}
	if len(quoted) == 0 {
		return ""
	}
	slices.SortStableFunc(quoted, func(a, b string) int { return len(b) - len(a) })
	return "(?:" + strings.Join(quoted, "|") + ")"
}
