package archive

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"minutebook/internal/finding"
	"minutebook/internal/minutes"
	"minutebook/internal/wording"
)

// ConfigFile is the archive's own settings. Every key has a default, so the file may be missing.
const ConfigFile = "minutebook.yaml"

// config is minutebook.yaml as written. A list that is given replaces the default list whole.
type config struct {
	Title       string       `yaml:"title"`
	Description string       `yaml:"description"`
	Language    string       `yaml:"language"`
	Accent      string       `yaml:"accent"`
	Logo        logo         `yaml:"logo"`
	About       string       `yaml:"about"`
	Footer      []footerLink `yaml:"footer"`
	Policy      struct {
		Name   string  `yaml:"name"`
		Levels []level `yaml:"levels"`
	} `yaml:"policy"`
	Sites   []site              `yaml:"sites"`
	Groups  []group             `yaml:"groups"`
	Kinds   []kind              `yaml:"kinds"`
	Verbs   []string            `yaml:"verbs"`
	Owners  []string            `yaml:"owners"`
	Columns map[string][]string `yaml:"columns"`
	Actions []string            `yaml:"actions"`

	Harmless []string `yaml:"harmless"`

	Statuses statuses `yaml:"statuses"`
	Updates  []string `yaml:"updates"`

	Redirects []redirect  `yaml:"redirects"`
	Withdrawn []withdrawn `yaml:"withdrawn"`

	Words wording.Catalogue `yaml:"words"`
}

type footerLink struct {
	Text string `yaml:"text"`
	URL  string `yaml:"url"`
}

type site struct {
	Name      string `yaml:"name"`
	Clearance string `yaml:"clearance"`
	URL       string `yaml:"url"`
	Drafts    string `yaml:"drafts"`
	People    string `yaml:"people"`
}

type group struct {
	ID      string   `yaml:"id"`
	Name    string   `yaml:"name"`
	Aliases []string `yaml:"aliases"`
	Series  []string `yaml:"series"`
}

type kind struct {
	Kind      string `yaml:"kind"`
	Pattern   string `yaml:"pattern"`
	Canonical string `yaml:"canonical"`
	Label     string `yaml:"label"`
	Plural    string `yaml:"plural"`
	URL       string `yaml:"url"`
	Page      bool   `yaml:"page"`
	Continues string `yaml:"continues"`
}

// Faults are what is wrong with the sources, as an error.
type Faults []finding.Finding

func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, one := range f {
		lines[i] = one.String()
	}
	return strings.Join(lines, "\n")
}

// policyWord is a policy written as a name alone.
var policyWord = regexp.MustCompile(`(?m)^policy:[ \t]+["']?([a-z][a-z0-9.-]*)["']?[ \t]*$`)

// settings reads a configuration and checks it; what is wrong is gathered, each with its line.
type settings struct {
	config
	file   *ast.File
	faults Faults
	sum    [32]byte // of what was decoded
}

func readSettings(dir string) (*settings, error) {
	s := &settings{}
	data, err := os.ReadFile(filepath.Join(dir, ConfigFile))
	if errors.Is(err, os.ErrNotExist) {
		return s, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the settings: %w", err)
	}
	s.sum = sha256.Sum256(data)
	if err := s.decode(data); err != nil {
		f := syntaxFault(err)
		if m := policyWord.FindSubmatch(data); m != nil {
			f.Hint = "write policy: {name: " + string(m[1]) + "}"
		}
		return nil, Faults{f}
	}
	return s, nil
}

// decode reads the YAML. Its decoder panics on some texts that are no settings (a tag where a list should
// be); that is the text's fault, so it becomes an error like any other.
func (s *settings) decode(data []byte) (err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("this cannot be read as settings")
		}
	}()
	if err := yaml.UnmarshalWithOptions(data, &s.config, yaml.Strict()); err != nil {
		return err
	}
	s.file, err = parser.ParseBytes(data, 0)
	return err
}

func syntaxFault(err error) finding.Finding {
	f := finding.Finding{File: ConfigFile, Line: 1, Column: 1, Code: "settings", Severity: finding.Error,
		Message: strings.TrimSpace(err.Error()), Hint: "see README.md for the keys that minutebook.yaml may hold"}
	var positioned yaml.Error
	if errors.As(err, &positioned) {
		f.Message = positioned.GetMessage()
		if t := positioned.GetToken(); t != nil && t.Position != nil {
			f.Line, f.Column = t.Position.Line, t.Position.Column
		}
	}
	return f
}

// fault notes what is wrong with the value at a YAML path such as "$.sites[0].clearance".
func (s *settings) fault(path, hint, format string, args ...any) {
	f := finding.Finding{File: ConfigFile, Code: "settings", Severity: finding.Error,
		Message: fmt.Sprintf(format, args...), Hint: hint}
	f.Line, f.Column = s.place(path)
	s.faults = append(s.faults, f)
}

// place is where the value at a YAML path stands; the beginning of the file where that cannot be told.
func (s *settings) place(path string) (line, column int) { return placeIn(s.file, path) }

func placeIn(file *ast.File, path string) (line, column int) {
	if p, err := yaml.PathString(path); err == nil && file != nil {
		if n, err := p.FilterFile(file); err == nil && n != nil && n.GetToken() != nil {
			return n.GetToken().Position.Line, n.GetToken().Position.Column
		}
	}
	return 1, 1
}

// rules are the default reading rules with the lists that the settings replace.
func (s *settings) rules() *minutes.Rules {
	r := minutes.DefaultRules()
	r.Policy = s.policy()
	if len(s.Groups) > 0 {
		r.Groups = make([]minutes.Group, len(s.Groups))
		for i, g := range s.Groups {
			if g.ID == "" {
				s.fault(fmt.Sprintf("$.groups[%d]", i), "write id: and name:", "a group without an id")
			}
			r.Groups[i] = minutes.Group{ID: g.ID, Name: g.Name, Aliases: g.Aliases, Series: g.Series}
		}
	}
	if len(s.Kinds) > 0 {
		r.Kinds = s.kinds()
	}
	if len(s.Verbs) > 0 {
		r.Verbs = s.Verbs
	}
	if len(s.Owners) > 0 {
		r.Owners = s.Owners
	}
	r.Harmless = s.harmless(r.Policy)
	s.columns(&r.Columns)
	s.actions(r)
	return r
}

func (s *settings) kinds() []minutes.KindRule {
	var all []minutes.KindRule
	for i, k := range s.Kinds {
		at := fmt.Sprintf("$.kinds[%d]", i)
		if k.Kind == "" {
			s.fault(at, "write kind: incident, modification, measure or a name of your own", "a kind without a name")
		}
		re := s.pattern(at+".pattern", k.Pattern)
		if re == nil {
			continue
		}
		rule := minutes.KindRule{Kind: minutes.Kind(k.Kind), Pattern: re, Canonical: k.Canonical,
			Label: k.Label, Plural: k.Plural, URL: k.URL, Page: k.Page}
		if k.Continues != "" {
			rule.Continues = s.pattern(at+".continues", k.Continues)
		}
		all = append(all, rule)
	}
	return all
}

func (s *settings) pattern(path, text string) *regexp.Regexp {
	re, err := regexp.Compile(text)
	switch {
	case text == "":
		s.fault(path, "write a regular expression in RE2 syntax", "a pattern that is empty")
	case err != nil:
		s.fault(path, "write a regular expression in RE2 syntax", "pattern %q cannot be read: %v", text, err)
	case re.MatchString(""):
		s.fault(path, "write one that needs at least one character", "pattern %q fits everything", text)
	default:
		return re
	}
	return nil
}
