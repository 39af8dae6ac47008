package relevance

import (
	"fmt"
	"strings"

	"minutebook/index"
)

// Class is by what a query is measured.
type Class string

const (
	IDs   Class = "ids"
	Words Class = "words"
)

// best is the grade of an answer.
const best = 3

// Set is a judged set.
type Set struct {
	Name    string // of its file
	Queries []Query
}

// Query is what somebody types, with its right answers and their grades.
type Query struct {
	Class   Class
	Text    string
	Line    int // of the set, from 1
	Answers map[Document]int
}

// Document names a document of an index.
type Document struct{ Kind, ID string }

func (d Document) String() string { return d.Kind + " " + d.ID }

// Parse reads a judged set. Its errors name the line.
func Parse(name, text string) (Set, error) {
	s := Set{Name: name}
	for i, line := range strings.Split(text, "\n") {
		if err := s.read(strings.TrimRight(line, " \t\r"), i+1); err != nil {
			return Set{}, fmt.Errorf("%s:%d: %w", name, i+1, err)
		}
	}
	if len(s.Queries) == 0 {
		return Set{}, fmt.Errorf("%s: there is no query; one is written as \"words | what somebody types\"", name)
	}
	return s, s.unanswered()
}

func (s *Set) read(line string, at int) error {
	if line == "" || line == "#" || strings.HasPrefix(line, "# ") {
		return nil
	}
	if class, text, ok := strings.Cut(line, " | "); ok {
		return s.query(Class(class), text, at)
	}
	return s.answer(line)
}

func (s *Set) query(c Class, text string, at int) error {
	if c != IDs && c != Words {
		return fmt.Errorf("a query is of class %q; it must be ids or words", c)
	}
	for _, q := range s.Queries {
		if q.Text == text {
			return fmt.Errorf("this query stands in line %d already; judge it once", q.Line)
		}
	}
	if n := len(s.Queries); n > 0 && !s.Queries[n-1].answered() {
		return s.unanswered()
	}
	s.Queries = append(s.Queries, Query{c, text, at, map[Document]int{}})
	return nil
}

func (s *Set) answer(line string) error {
	grade, rest, _ := strings.Cut(line, " ")
	kind, id, ok := strings.Cut(rest, " ")
	if !ok || len(grade) != 1 || grade < "1" || grade > "3" {
		return fmt.Errorf("this is neither a query nor an answer; an answer is written as \"3 action OPSG 45/CONF 02\", with a grade from 1 to 3")
	}
	if len(s.Queries) == 0 {
		return fmt.Errorf("an answer stands before the first query")
	}
	answers := s.Queries[len(s.Queries)-1].Answers
	d := Document{kind, id}
	if answers[d] != 0 {
		return fmt.Errorf("%s is judged twice", d)
	}
	answers[d] = int(grade[0] - '0')
	return nil
}

// unanswered is an error if the last query has no answer of grade 3: no order of hits would be right.
func (s *Set) unanswered() error {
	if q := s.Queries[len(s.Queries)-1]; !q.answered() {
		return fmt.Errorf("%s:%d: the query has no answer of grade 3", s.Name, q.Line)
	}
	return nil
}

func (q Query) answered() bool {
	for _, grade := range q.Answers {
		if grade == best {
			return true
		}
	}
	return false
}

// Unknown names the answers that docs have not, each with its line: nobody can find those.
func (s Set) Unknown(docs []index.Document) []string {
	known := map[Document]bool{}
	for _, d := range docs {
		known[Document{d.Kind, d.ID}] = true
	}
	var all []string
	for _, q := range s.Queries {
		for d := range q.Answers {
			if !known[d] {
				all = append(all, fmt.Sprintf("%s:%d: the archive has no %s", s.Name, q.Line, d))
			}
		}
	}
	return all
}
