package lexer

import (
	"fmt"
	"slices"
	"strings"

	"github.com/alecthomas/chroma/v2"
)

// ink is one colour: on light paper, on dark paper, and on a terminal whose paper nobody knows.
type ink struct{ name, light, dark, terminal string }

var inks = []ink{
	{"dim", "#595f6b", "#bcc3cd", "#767676"},
	{"red", "#a8242b", "#ffaea9", "#c84040"},
	{"orange", "#8a4600", "#f0b06a", "#a86500"},
	{"green", "#27652f", "#8fd18f", "#3f8540"},
	{"teal", "#0b6470", "#6fcfd6", "#00828f"},
	{"blue", "#1f55a5", "#9cc4ff", "#3d76d0"},
	{"violet", "#6d3aa0", "#cfaaf5", "#9a5fc8"},
}

// stroke is how one type of token looks. Types without one look like their category.
type stroke struct {
	kind  chroma.TokenType
	ink   string // "" for the text's own
	style string // "bold", "italic" or ""
}

var strokes = []stroke{
	{chroma.Comment, "dim", "italic"},
	{chroma.Keyword, "violet", "bold"},
	{chroma.KeywordType, "red", "bold"},
	{chroma.KeywordConstant, "teal", "bold"},
	{chroma.NameAttribute, "teal", ""},
	{chroma.NameTag, "blue", ""},
	{chroma.NameBuiltin, "teal", ""},
	{chroma.NameFunction, "blue", ""},
	{chroma.NameLabel, "orange", "bold"},
	{chroma.NameException, "red", ""},
	{chroma.NameClass, "blue", ""},
	{chroma.NameEntity, "teal", ""},
	{chroma.NameNamespace, "violet", ""},
	{chroma.LiteralString, "green", ""},
	{chroma.LiteralNumber, "orange", ""},
	{chroma.LiteralDate, "teal", ""},
	{chroma.Operator, "dim", ""},
	{chroma.Punctuation, "dim", ""},
	{chroma.GenericHeading, "", "bold"},
	{chroma.GenericSubheading, "", "bold"},
	{chroma.GenericStrong, "", "bold"},
	{chroma.GenericEmph, "", "italic"},
	{chroma.GenericDeleted, "red", ""},
	{chroma.GenericInserted, "green", ""},
}

// Class is the CSS class of a type of token, "c-..." after chroma's short names; "" for text without one.
func Class(t chroma.TokenType) string {
	for _, kind := range []chroma.TokenType{t, t.SubCategory(), t.Category()} {
		for _, s := range strokes {
			if s.kind == kind {
				return "c-" + chroma.StandardTypes[kind]
			}
		}
	}
	return ""
}

// Styles is the CSS of all that this package writes: the classes "c-..." and the layout of the source view,
// in colours for light and for dark paper (prefers-color-scheme) of a contrast of 4.5 at least.
func Styles() string {
	var s strings.Builder
	fmt.Fprintf(&s, ":root{%s}\n", colours(func(i ink) string { return i.light }))
	fmt.Fprintf(&s, "@media (prefers-color-scheme:dark){:root{%s}}\n", colours(func(i ink) string { return i.dark }))
	var looks []string
	classes := map[string][]string{}
	for _, st := range strokes {
		if look := st.css(); !slices.Contains(looks, look) {
			looks = append(looks, look)
		}
		classes[st.css()] = append(classes[st.css()], "."+Class(st.kind))
	}
	for _, look := range looks {
		fmt.Fprintf(&s, "%s{%s}\n", strings.Join(classes[look], ","), look)
	}
	return s.String() + layout
}

func colours(of func(ink) string) string {
	var all []string
	for _, i := range inks {
		all = append(all, "--c-"+i.name+":"+of(i))
	}
	return strings.Join(all, ";")
}

func (s stroke) css() string {
	var all []string
	if s.ink != "" {
		all = append(all, "color:var(--c-"+s.ink+")")
	}
	switch s.style {
	case "bold":
		all = append(all, "font-weight:600")
	case "italic":
		all = append(all, "font-style:italic")
	}
	return strings.Join(all, ";")
}

// layout sets each line beside its number and findings below their line, and gives the lists of
// internal/markup their marks as written.
const layout = `.source{list-style:none;padding:0}
.source li{position:relative;padding-left:3.25rem}
.source pre,.source .no{font-family:ui-monospace,monospace;font-size:.8rem;line-height:1.5rem}
.source pre{margin:0;padding:0;background:none;min-height:1.5rem;white-space:pre-wrap;overflow-wrap:anywhere}
.source .no{position:absolute;left:0;width:2.75rem;text-align:right;color:var(--c-dim);text-decoration:none}
.source .no::before{content:attr(data-line)}
.finding{font-size:.9rem;margin:0 0 .5rem;padding-left:.75rem;border-left:3px solid var(--c-teal)}
.finding p{margin:0}
.finding.warning{border-color:var(--c-orange)}
.finding.error{border-color:var(--c-red)}
.marked{list-style:none;padding-left:1rem}
@counter-style p1{system:extends decimal;suffix:") "}
@counter-style pa{system:extends lower-alpha;suffix:") "}
@counter-style pi{system:extends lower-roman;suffix:") "}
.paren:not([type]){list-style:p1}
.paren[type="a" s]{list-style:pa}
.paren[type="i" s]{list-style:pi}
`

// terminalStyle is the palette for chroma's formatters of terminals.
func terminalStyle() (*chroma.Style, error) {
	entries := chroma.StyleEntries{}
	for _, s := range strokes {
		var parts []string
		if s.style != "" {
			parts = append(parts, s.style)
		}
		for _, i := range inks {
			if i.name == s.ink {
				parts = append(parts, i.terminal)
			}
		}
		entries[s.kind] = strings.Join(parts, " ")
	}
	return chroma.NewStyle("minutebook", entries)
}
