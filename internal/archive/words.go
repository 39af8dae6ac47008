package archive

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"golang.org/x/text/language"

	builtin "minutebook"
	"minutebook/internal/finding"
	"minutebook/internal/wording"
)

// wordsFolder has the catalogues of what sites say in their own words, among the layouts.
const wordsFolder = "words"

// readWords reads what the sites of an archive say in their own words: those of its settings first, then the catalogues of
// its language, then the English one.
func (a *Archive) readWords(own wording.Catalogue) (*wording.Words, error) {
	layouts := a.Layouts(builtin.Layouts())
	english, err := catalogue(layouts, wording.English)
	if err != nil {
		return nil, err
	}
	faults := unfit(own, english, ConfigFile)
	all := []wording.Catalogue{own, english}
	for _, name := range languages(a.Language) {
		c, err := catalogue(layouts, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		faults = append(faults, unfit(c, english, "layouts/"+catalogueFile(name))...)
		all = slices.Insert(all, 1, c)
	}
	if len(faults) > 0 {
		return nil, faults
	}
	return wording.Of(a.Language, all...), nil
}

// languages are the catalogues that a language takes, the most general first: "cy" and "cy-GB".
func languages(tag string) []string {
	parsed, err := language.Parse(tag)
	if err != nil {
		return nil
	}
	base, _ := parsed.Base()
	var all []string
	for _, name := range []string{base.String(), parsed.String()} {
		if name != wording.English && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return all
}

func catalogueFile(name string) string { return wordsFolder + "/" + name + ".yaml" }

func catalogue(layouts fs.FS, name string) (c wording.Catalogue, err error) {
	file := catalogueFile(name)
	data, err := fs.ReadFile(layouts, file)
	if err != nil {
		return nil, err
	}
	defer func() { // as in settings.decode
		if recover() != nil {
			err = Faults{wordsFault("layouts/"+file, errors.New("this cannot be read as words"))}
		}
	}()
	if err := yaml.Unmarshal(data, &c); err != nil {
		return nil, Faults{wordsFault("layouts/"+file, err)}
	}
	return c, nil
}

func wordsFault(file string, err error) finding.Finding {
	f := syntaxFault(err)
	f.File, f.Hint = file, "write sections of keys and texts, as layouts/words/en.yaml does"
	return f
}

// unfit are the texts of a catalogue that the English one does not have, or that have other places.
func unfit(c, english wording.Catalogue, file string) Faults {
	var all Faults
	say := func(key, message, hint string) {
		all = append(all, finding.Finding{File: file, Line: 1, Column: 1, Code: "settings", Severity: finding.Error, Message: fmt.Sprintf("words: %q %s", key, message), Hint: hint})
	}
	for _, section := range slices.Sorted(maps.Keys(c)) {
		for _, key := range slices.Sorted(maps.Keys(c[section])) {
			name, text := section+"."+key, c[section][key]
			model, ok := english[section][key]
			if !ok {
				say(name, "is no text of a site", "the keys are those of layouts/words/en.yaml")
				continue
			}
			if fault := misfit(text, model); fault != "" {
				say(name, fault, "compare it with layouts/words/en.yaml")
			}
		}
	}
	return all
}

var (
	places  = regexp.MustCompile(`\{[a-z_]+\}`)
	plurals = []string{"zero", "one", "two", "few", "many", "other"}
)

// misfit says why a text cannot stand for another; "" where it can.
func misfit(text, model any) string {
	known := strings.Join(texts(model), " ")
	if forms, ok := text.(map[string]any); ok {
		if _, counts := model.(map[string]any); !counts {
			return "does not count: write one text"
		}
		if _, ok := forms["other"]; !ok {
			return "needs a form for other"
		}
		for form := range forms {
			if !slices.Contains(plurals, form) {
				return fmt.Sprintf("has the form %q, which is no plural", form)
			}
		}
	} else if _, ok := text.(string); !ok {
		return "is no text"
	}
	for _, t := range texts(text) {
		for _, place := range places.FindAllString(t, -1) {
			if !strings.Contains(known, place) {
				return "has the place " + place + ", which nothing fills"
			}
		}
	}
	return ""
}

// texts are the text itself, or those of all its forms.
func texts(text any) []string {
	switch t := text.(type) {
	case string:
		return []string{t}
	case map[string]any:
		var all []string
		for _, form := range slices.Sorted(maps.Keys(t)) {
			s, _ := t[form].(string)
			all = append(all, s)
		}
		return all
	}
	return nil
}
