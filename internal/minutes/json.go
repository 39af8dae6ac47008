package minutes

import (
	"bytes"
	"encoding/json"
	"strings"

	"minutebook/internal/finding"
	"minutebook/internal/policy"
)

// JSON is what "minutebook parse --format json" prints: one object, indented, with null for what the
// document does not say.
func (m *Minutes) JSON(p policy.Policy) ([]byte, error) {
	v := jsonMinutes{
		Meeting: m.jsonMeeting(p), Items: jsonItems(m.Items), Preamble: jsonBlocks(m.Preamble),
		Raised: []jsonRaised{}, Updated: []jsonUpdated{}, Decisions: []jsonDecision{}, References: []jsonReference{},
		Incidents: jsonSubjects(m.Incidents), Modifications: jsonSubjects(m.Modifications),
		Glossary: []jsonTerm{}, Portions: []jsonPortion{}, Findings: []jsonFinding{},
	}
	for _, a := range m.Raised {
		v.Raised = append(v.Raised, jsonRaised{a.ID, known(a.Written), known(a.Item), a.Line, a.Text, list(a.Owners),
			a.Status, known(a.Due), known(a.DueMeeting)})
	}
	for _, a := range m.Updated {
		u := jsonUpdate{known(m.Meeting.ID), known(m.Meeting.Date), a.Status, known(a.Update), known(a.Target), known(a.Revised)}
		v.Updated = append(v.Updated, jsonUpdated{a.ID, known(a.Written), known(a.Item), a.Line, a.Text, list(a.Owners),
			known(a.Raised), a.Status, known(a.Target), known(a.Revised), []jsonUpdate{u}})
	}
	for _, d := range m.Decisions {
		v.Decisions = append(v.Decisions, jsonDecision{d.Verb, d.Text, known(d.Item), d.Line})
	}
	for _, r := range m.References {
		v.References = append(v.References, jsonReference{r.Kind, r.ID, r.Written, known(r.Item), r.Line})
	}
	for _, t := range m.Glossary {
		v.Glossary = append(v.Glossary, jsonTerm{t.Term, t.Expansion, t.Line})
	}
	for _, portion := range m.Portions {
		level := known("")
		if _, told := p.Rung(portion.Level); told {
			level = known(p.Name(portion.Level))
		}
		v.Portions = append(v.Portions, jsonPortion{level, portion.From, portion.To, known(portion.Item)})
	}
	for _, f := range m.Findings {
		v.Findings = append(v.Findings, jsonFinding{string(f.Code), f.Severity, f.Line, f.Column, f.Message, f.Hint})
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(v)
	return b.Bytes(), err
}

type jsonMinutes struct {
	Meeting       jsonMeeting     `json:"meeting"`
	Preamble      []jsonBlock     `json:"preamble"`
	Items         []jsonItem      `json:"items"`
	Raised        []jsonRaised    `json:"actions_raised"`
	Updated       []jsonUpdated   `json:"actions_updated"`
	Decisions     []jsonDecision  `json:"decisions"`
	References    []jsonReference `json:"references"`
	Incidents     []jsonSubject   `json:"incidents"`
	Modifications []jsonSubject   `json:"modifications"`
	Glossary      []jsonTerm      `json:"glossary"`
	Portions      []jsonPortion   `json:"portions"`
	Findings      []jsonFinding   `json:"findings"`
}

// jsonPortion is what a mark covers: null for a level that cannot be told, and for what is no whole item.
type jsonPortion struct {
	Level *string `json:"level"`
	From  int     `json:"from"`
	To    int     `json:"to"`
	Item  *string `json:"item"`
}

type jsonMeeting struct {
	ID             string             `json:"id"`
	Group          *string            `json:"group"`
	GroupName      *string            `json:"group_name"`
	Number         *string            `json:"number"`
	Document       *string            `json:"document"`
	Title          *string            `json:"title"`
	Date           *string            `json:"date"`
	Start          *string            `json:"start"`
	End            *string            `json:"end"`
	Venue          *string            `json:"venue"`
	Version        *string            `json:"version"`
	Series         *string            `json:"series"`
	Classification jsonClassification `json:"classification"`
	Attendance     []jsonPerson       `json:"attendance"`
	Apologies      []jsonPerson       `json:"apologies"`
	Next           []jsonNext         `json:"next"`
}

type jsonClassification struct {
	Level     *string `json:"level"`
	Written   *string `json:"written"`
	Statement *string `json:"statement"`
}

type jsonPerson struct {
	Name         string   `json:"name"`
	Representing *string  `json:"representing"`
	Role         *string  `json:"role"`
	AlternateFor *string  `json:"alternate_for"`
	Items        []string `json:"items"`
	Member       bool     `json:"member"`
}

type jsonNext struct {
	Date   string  `json:"date"`
	Series *string `json:"series"`
}

type jsonItem struct {
	Number string      `json:"number"`
	Title  string      `json:"title"`
	Line   int         `json:"line"`
	Blocks []jsonBlock `json:"blocks"`
	Items  []jsonItem  `json:"items"`
	Tail   []jsonBlock `json:"tail,omitempty"`
}

type jsonBlock struct {
	Kind   BlockKind   `json:"kind"`
	Role   Role        `json:"role,omitempty"`
	Line   int         `json:"line"`
	Marker string      `json:"marker,omitempty"`
	Text   string      `json:"text,omitempty"`
	Blocks []jsonBlock `json:"blocks,omitempty"`
}

type jsonRaised struct {
	ID         string   `json:"id"`
	Written    *string  `json:"written"`
	Item       *string  `json:"item"`
	Line       int      `json:"line"`
	Text       string   `json:"text"`
	Owners     []string `json:"owners"`
	Status     Status   `json:"status"`
	Due        *string  `json:"due"`
	DueMeeting *string  `json:"due_meeting"`
}

type jsonUpdated struct {
	ID      string       `json:"id"`
	Written *string      `json:"written"`
	Item    *string      `json:"item"`
	Line    int          `json:"line"`
	Text    string       `json:"text"`
	Owners  []string     `json:"owners"`
	Raised  *string      `json:"raised"`
	Status  Status       `json:"status"`
	Target  *string      `json:"target"`
	Revised *string      `json:"revised"`
	Updates []jsonUpdate `json:"updates"`
}

type jsonUpdate struct {
	Meeting *string `json:"meeting"`
	Date    *string `json:"date"`
	Status  Status  `json:"status"`
	Text    *string `json:"text"`
	Target  *string `json:"target"`
	Revised *string `json:"revised"`
}

type jsonDecision struct {
	Verb string  `json:"verb"`
	Text string  `json:"text"`
	Item *string `json:"item"`
	Line int     `json:"line"`
}

type jsonReference struct {
	Kind    Kind    `json:"kind"`
	ID      string  `json:"id"`
	Written string  `json:"written"`
	Item    *string `json:"item"`
	Line    int     `json:"line"`
}

type jsonSubject struct {
	ID       string   `json:"id"`
	Aliases  []string `json:"aliases"`
	Title    *string  `json:"title"`
	Parent   *string  `json:"parent"`
	Occurred *string  `json:"occurred"`
}

type jsonTerm struct {
	Term      string `json:"term"`
	Expansion string `json:"expansion"`
	Line      int    `json:"line"`
}

type jsonFinding struct {
	Code     string           `json:"code"`
	Severity finding.Severity `json:"severity"`
	Line     int              `json:"line"`
	Column   int              `json:"column"`
	Message  string           `json:"message"`
	Hint     string           `json:"hint"`
}

// known is nil for "".
func known(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func list(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}

func (m *Minutes) jsonMeeting(p policy.Policy) jsonMeeting {
	g := m.Meeting
	v := jsonMeeting{
		ID: g.ID, Group: known(g.Group), GroupName: known(g.GroupName), Number: known(g.Number), Document: known(g.Document),
		Title: known(g.Title), Date: known(g.Date), Start: known(g.Start), End: known(g.End), Venue: known(g.Venue),
		Version: known(g.Version), Series: known(g.Series),
		Classification: jsonClassification{nil, known(m.Classification.Written), known(m.Classification.Statement)},
		Attendance:     jsonPeople(m.Attendance), Apologies: jsonPeople(m.Apologies), Next: []jsonNext{},
	}
	if m.Classification.Level != policy.Untold {
		v.Classification.Level = known(p.Name(m.Classification.Level))
	}
	for _, n := range m.Next {
		v.Next = append(v.Next, jsonNext{n.Date, known(n.Series)})
	}
	return v
}

func jsonPeople(people []Attendee) []jsonPerson {
	all := []jsonPerson{}
	for _, a := range people {
		all = append(all, jsonPerson{a.Name, known(a.Representing), known(a.Role), known(a.AlternateFor), a.Items, a.Member})
	}
	return all
}

func jsonItems(items []*Item) []jsonItem {
	all := []jsonItem{}
	for _, it := range items {
		all = append(all, jsonItem{it.Number, it.Title, it.Line, jsonBlocks(it.Blocks), jsonItems(it.Items), jsonBlocks(it.Tail)})
	}
	return all
}

func jsonBlocks(blocks []*Block) []jsonBlock {
	all := []jsonBlock{}
	for _, b := range blocks {
		all = append(all, jsonBlock{b.Kind, b.Role, b.Line, b.Marker, strings.TrimSpace(b.Text()), jsonBlocks(b.Blocks)})
	}
	return all
}

func jsonSubjects(subjects []Subject) []jsonSubject {
	all := []jsonSubject{}
	for _, s := range subjects {
		all = append(all, jsonSubject{s.ID, list(s.Spelt), known(s.Title), known(s.Parent), known(s.Occurred)})
	}
	return all
}
