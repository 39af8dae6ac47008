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
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"golang.org/x/text/language"

	builtin "minutebook"
	"minutebook/internal/finding"
	"minutebook/internal/wording"
)

// wordsFolder has the catalogues of what sites say in their own words, among the layouts.
const wordsFolder = "words"

// written is a catalogue as somebody wrote it, with the places of its keys.
type written struct {
	wording.Catalogue
	file string // as faults name it
	root string // YAML path of the sections
	tree *ast.File
}

// readWords reads what the sites of an archive say in their own words: those of its settings first, then the catalogues of
// its language, then the English one.
func (a *Archive) readWords(s *settings) (*wording.Words, error) {
	layouts := a.Layouts(builtin.Layouts())
	english, err := catalogue(layouts, wording.English)
	if err != nil {
		return nil, err
	}
	all := []written{{s.config.Words, ConfigFile, "$.words", s.file}, english}
	for _, name := range languages(a.Language) {
		c, err := catalogue(layouts, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		all = slices.Insert(all, 1, c)
	}
	var texts []wording.Catalogue
	var faults Faults
	for _, c := range all {
		texts, faults = append(texts, c.Catalogue), append(faults, c.unfit(english.Catalogue)...)
	}
	if len(faults) > 0 {
		return nil, faults
	}
	return wording.Of(a.Language, texts...), nil
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

func catalogue(layouts fs.FS, name string) (c written, err error) {
	c.file, c.root = "layouts/"+catalogueFile(name), "$"
	data, err := fs.ReadFile(layouts, catalogueFile(name))
	if err != nil {
		return c, err
	}
	defer func() { // as in settings.decode
		if recover() != nil {
			err = Faults{wordsFault(c.file, errors.New("this cannot be read as words"))}
		}
	}()
	if err := yaml.Unmarshal(data, &c.Catalogue); err != nil {
		return c, Faults{wordsFault(c.file, err)}
	}
	c.tree, err = parser.ParseBytes(data, 0)
	return c, err
}

func wordsFault(file string, err error) finding.Finding {
	f := syntaxFault(err)
	f.File, f.Hint = file, "write sections of keys and texts, as layouts/words/en.yaml does"
	return f
}

// unfit are the texts that the English catalogue does not have, or that have other places than its.
func (c written) unfit(english wording.Catalogue) Faults {
	var all Faults
	for _, section := range slices.Sorted(maps.Keys(c.Catalogue)) {
		for _, key := range slices.Sorted(maps.Keys(c.Catalogue[section])) {
			model, ok := english[section][key]
			fault := "no site says that"
			if ok {
				fault = misfit(c.Catalogue[section][key], model)
			}
			if fault != "" {
				all = append(all, c.fault(section, key, fault))
			}
		}
	}
	return all
}

func (c written) fault(section, key, what string) finding.Finding {
	f := finding.Finding{File: c.file, Code: "settings", Severity: finding.Error,
		Message: fmt.Sprintf("the words %s.%s: %s", section, key, what), Hint: "compare them with layouts/words/en.yaml"}
	f.Line, f.Column = placeIn(c.tree, c.root+"."+section+"."+key)
	return f
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
			return "this does not count; write one text"
		}
		if _, ok := forms["other"]; !ok {
			return "the form other is missing"
		}
		for form := range forms {
			if !slices.Contains(plurals, form) {
				return fmt.Sprintf("%q is no plural", form)
			}
		}
	} else if _, ok := text.(string); !ok {
		return "this is no text"
	}
	for _, t := range texts(text) {
		for _, place := range places.FindAllString(t, -1) {
			if !strings.Contains(known, place) {
				return "nothing fills " + place
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
