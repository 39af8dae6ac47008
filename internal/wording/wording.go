// Package wording turns the catalogues of an archive into what its sites say in their own words.
//
// A catalogue is one file of a language, layouts/words/LANG.yaml: sections, each with texts by key. A text may have places
// for what it is about, and one that counts has a form for each plural of its language (CLDR's categories):
//
//	front:
//	  met: "{group} met on {day}"
//	count:
//	  actions: {one: "{n} action", other: "{n} actions"}
//
// A site asks the catalogue of its language first and the English one for what that lacks, so that a translation may be
// begun anywhere. Words of the minutes are never in it, and never pass through it but as what stands in a place.
package wording

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// English is the language that every key is in.
const English = "en"

// Catalogue holds texts by section and key: a string, or a map of plural forms to strings.
type Catalogue map[string]map[string]any

// Words are the texts of one site. They are read by several goroutines at a time, and nil has none.
type Words struct {
	tag   language.Tag
	name  string
	texts Catalogue
}

// Of are the words of a language (BCP 47), from the first catalogue that has them. One that is no language counts as English.
func Of(name string, catalogues ...Catalogue) *Words {
	tag, err := language.Parse(name)
	if err != nil {
		tag = language.English
	}
	w := &Words{tag: tag, name: name, texts: Catalogue{}}
	for _, c := range slices.Backward(catalogues) {
		w.put(c)
	}
	return w
}

func (w *Words) put(c Catalogue) {
	for section, texts := range c {
		if w.texts[section] == nil {
			w.texts[section] = map[string]any{}
		}
		for key, text := range texts {
			w.texts[section][key] = text
		}
	}
}

// Language is the language as it was asked for.
func (w *Words) Language() string { return w.name }

// Texts are all texts by section and key, for templates. Whoever has them must not change them.
func (w *Words) Texts() Catalogue {
	if w == nil {
		return nil
	}
	return w.texts
}

// Section are the texts of one section.
func (w *Words) Section(name string) map[string]any { return w.texts[name] }

// Say is the text of a key, "section.key", with what stands in its places: pairs of a name and a value. A key that is in no
// catalogue is said itself, so that it is seen.
func (w *Words) Say(key string, places ...any) string {
	switch text := w.text(key).(type) {
	case string:
		return fill(text, places)
	case map[string]any:
		return fill(form(text, "other"), places)
	}
	return key
}

// Count is the form of a text for n, which stands in its place {n}.
func (w *Words) Count(key string, n int, places ...any) string {
	places = append([]any{"n", w.Number(n)}, places...)
	forms, counts := w.text(key).(map[string]any)
	if !counts {
		return w.Say(key, places...)
	}
	return fill(form(forms, w.category(n)), places)
}

// Has says whether there is a text of this key.
func (w *Words) Has(key string) bool { return w.text(key) != nil }

func (w *Words) text(key string) any {
	section, name, _ := strings.Cut(key, ".")
	if w == nil {
		return nil
	}
	return w.texts[section][name]
}

// form is the text of a plural category, or the one for all that has none of its own.
func form(forms map[string]any, category string) string {
	if text, ok := forms[category].(string); ok {
		return text
	}
	text, _ := forms["other"].(string)
	return text
}

var categories = map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other"}

func (w *Words) category(n int) string {
	return categories[plural.Cardinal.MatchPlural(w.tag, n, 0, 0, 0, 0)]
}

// fill puts values into their places, all at once: what looks like a place within a value stays.
func fill(text string, places []any) string {
	if len(places) == 0 {
		return text
	}
	if len(places)%2 == 1 {
		panic("a place without a value")
	}
	var b strings.Builder
	for {
		i := strings.IndexByte(text, '{')
		if i < 0 {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(text[:i])
		value, length := placed(text[i:], places)
		b.WriteString(value)
		text = text[i+length:]
	}
}

// placed is the value of the place that text begins with, and the length of the place; where there is none, the brace.
func placed(text string, places []any) (value string, length int) {
	for i := 0; i < len(places); i += 2 {
		name, ok := places[i].(string)
		if !ok {
			name = fmt.Sprint(places[i])
		}
		if rest, found := strings.CutPrefix(text[1:], name); found && strings.HasPrefix(rest, "}") {
			if value, ok = places[i+1].(string); !ok {
				value = fmt.Sprint(places[i+1])
			}
			return value, len(name) + 2
		}
	}
	return text[:1], 1
}

// stored is the form in which a site keeps its words for whoever serves it.
type stored struct {
	Language string    `json:"language"`
	Texts    Catalogue `json:"texts"`
}

// MarshalJSON is what UnmarshalJSON reads.
func (w *Words) MarshalJSON() ([]byte, error) { return json.Marshal(stored{w.name, w.texts}) }

// UnmarshalJSON reads what MarshalJSON wrote.
func (w *Words) UnmarshalJSON(data []byte) error {
	var s stored
	if err := json.Unmarshal(data, &s); err != nil {
		return fmt.Errorf("read the words: %w", err)
	}
	*w = *Of(s.Language, s.Texts)
	return nil
}
