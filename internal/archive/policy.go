package archive

import (
	"fmt"
	"strings"
	"time"

	"minutebook/internal/policy"
)

type level struct {
	Name      string     `yaml:"name"`
	Aliases   []string   `yaml:"aliases"`
	Sentences []sentence `yaml:"sentences"`
	Audience  string     `yaml:"audience"`
	Band      string     `yaml:"band"`
	Online    bool       `yaml:"online"`
	Stub      bool       `yaml:"stub"`
}

// sentence is a phrase of a banner, written plainly or with the days from and until which it holds.
type sentence struct {
	Text  string `yaml:"text"`
	From  string `yaml:"from"`
	Until string `yaml:"until"`
}

// UnmarshalYAML reads either form.
func (s *sentence) UnmarshalYAML(unmarshal func(any) error) error {
	if unmarshal(&s.Text) == nil {
		return nil
	}
	type parts sentence
	return unmarshal((*parts)(s))
}

// policy is the default policy, or the one that the settings name or list, with the settings' sites where they have any.
func (s *settings) policy() policy.Policy {
	p := policy.Default()
	switch {
	case s.Policy.Name != "" && len(s.Policy.Levels) > 0:
		s.fault("$.policy.levels", "leave out name: or levels:", "levels beside the policy %q: which of them hold cannot be told", s.Policy.Name)
	case s.Policy.Name != "":
		named, ok := policy.Ready(s.Policy.Name)
		if !ok {
			s.fault("$.policy.name", "use one of "+strings.Join(policy.ReadyNames(), ", "), "policy %q is not known", s.Policy.Name)
			return p
		}
		p = named
	case len(s.Policy.Levels) > 0:
		own, err := policy.New(s.rungs(), nil)
		if err != nil {
			s.fault("$.policy.levels", "list the levels once each, most public first", "%v", err)
			return p
		}
		p = own
		if len(s.Sites) == 0 {
			s.fault("$.policy", "add sites: with a name and a clearance each", "levels of its own, but no sites")
		}
	}
	if len(s.Sites) > 0 {
		p.Sites = s.sites(p)
	}
	return p
}

func (s *settings) rungs() []policy.Rung {
	rungs := make([]policy.Rung, len(s.Policy.Levels))
	for i, l := range s.Policy.Levels {
		rungs[i] = policy.Rung{Name: l.Name, Aliases: l.Aliases, Audience: l.Audience, Band: s.band(i, l.Band), Online: l.Online, Stub: l.Stub}
		for j, w := range l.Sentences {
			rungs[i].Sentences = append(rungs[i].Sentences, s.sentence(fmt.Sprintf("$.policy.levels[%d].sentences[%d]", i, j), w))
		}
	}
	return rungs
}

// band is the sentence of a level's band.
func (s *settings) band(i int, text string) string {
	for _, place := range places.FindAllString(text, -1) {
		if place != "{audience}" {
			s.fault(fmt.Sprintf("$.policy.levels[%d].band", i), "write {audience} where the audience stands", "the band has the place %s, which nothing fills", place)
		}
	}
	return strings.TrimSpace(text)
}

func (s *settings) sentence(at string, w sentence) policy.Sentence {
	if strings.TrimSpace(w.Text) == "" {
		s.fault(at, "write some words of the banner's sentence", "a sentence without words")
	}
	s.day(at+".from", w.From)
	s.day(at+".until", w.Until)
	if w.From != "" && w.Until != "" && w.Until < w.From {
		s.fault(at+".until", "put the earlier day into from:", "the sentence holds from %s until %s, which is never", w.From, w.Until)
	}
	return policy.Sentence{Text: w.Text, From: w.From, Until: w.Until}
}

func (s *settings) day(at, written string) {
	if _, err := time.Parse(time.DateOnly, written); written != "" && err != nil {
		s.fault(at, "write it as YYYY-MM-DD", "%q is no day", written)
	}
}

// harmless are bracketed capitals that are no marks, in capitals. A level's name is always a mark.
func (s *settings) harmless(p policy.Policy) []string {
	var all []string
	for i, w := range s.Harmless {
		at := fmt.Sprintf("$.harmless[%d]", i)
		word := strings.ToUpper(strings.Trim(strings.TrimSpace(w), "[]"))
		if l, known := p.Level(word); known {
			s.fault(at, "leave it out, or give the level another name", "%q is the level %s: what it marks cannot be harmless", w, p.Name(l))
		}
		if word == "" {
			s.fault(at, "write the capitals that stand in brackets: TBC", "a word that is empty")
		}
		all = append(all, word)
	}
	return all
}
