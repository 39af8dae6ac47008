package main

import (
	"bytes"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"minutebook/index"
	"minutebook/internal/answer"
	"minutebook/internal/console"
)

type searchCommand struct {
	Query   []string `arg:"" optional:"" help:"Words, ids in any spelling, phrases in quotes, words to leave out with a hyphen, qualifiers such as owner:DCC: best all within quotes of the shell. Without any, everything is found, newest first."`
	Archive string   `short:"C" help:"The archive's folder." default:"." placeholder:"DIR"`
	Out     string   `help:"Where the built sites are." default:"out" placeholder:"DIR"`
	Site    string   `help:"The site to search (default: the most public one)." placeholder:"NAME"`

	Kind         string `help:"Only this kind: meeting, item, action, decision, incident, modification, page or one of the archive's own." group:"Filters:"`
	Owner        string `help:"Only actions that fall on this owner." group:"Filters:"`
	Status       string `help:"Only actions that are open, closed or unknown." group:"Filters:"`
	Group        string `help:"Only what this group discussed." group:"Filters:"`
	Year         string `help:"Only of this year." group:"Filters:"`
	Modification string `help:"Only what speaks of this modification." group:"Filters:"`
	Meeting      string `help:"Only what belongs to this meeting." group:"Filters:"`
	From         string `help:"From this day on." group:"Filters:" placeholder:"YYYY-MM-DD"`
	To           string `help:"Up to this day." group:"Filters:" placeholder:"YYYY-MM-DD"`

	Sort   string `help:"The order: relevance or date." enum:"relevance,date" default:"relevance"`
	By     string `help:"Put hits of one meeting together." enum:",meeting" default:"" placeholder:"meeting"`
	Page   int    `help:"Which page of the results." default:"1"`
	Size   int    `help:"How many results, or meetings, a page has: 1 to 100." default:"20"`
	Facets bool   `help:"Count the results by kind, group, status, owner, year and modification."`
	Format string `help:"How to print: text; json, as /api/search answers; csv, the first 1,000 results." enum:"text,json,csv" default:"text"`
	Color  string `help:"When to use colour: auto (on a terminal, unless NO_COLOR is set), always, never." enum:"auto,always,never" default:"auto"`
}

func (c *searchCommand) Run(s *streams) error {
	if c.Page < 1 || c.Size < 1 || c.Size > index.MaxSize {
		return usageError("--page counts from 1, and --size is 1 to 100")
	}
	at, err := c.open()
	if err != nil {
		return err
	}
	defer at.Close()
	search := func(q index.Query) (index.Results, error) { return at.Search(s.ctx, q) }
	if c.Format == "csv" {
		hits, err := answer.Rows(search, c.query())
		if err != nil {
			return err
		}
		return printed(s, console.CSV, func(w io.Writer) error { return answer.WriteCSV(w, hits) })
	}
	r, err := search(c.query())
	if err != nil {
		return err
	}
	if c.Format == "json" {
		return printed(s, console.JSON, func(w io.Writer) error { return writeIndented(w, answer.Of(r)) })
	}
	return c.view(s.out, at).Write(s.out, r)
}

func (c *searchCommand) query() index.Query {
	return index.Query{Text: strings.Join(c.Query, " "), Kind: c.Kind, Owner: c.Owner, Status: c.Status, Group: c.Group, Year: c.Year,
		Modification: c.Modification, Meeting: c.Meeting, From: c.From, To: c.To,
		Sort: index.Sort(c.Sort), By: index.Grouping(c.By), Page: c.Page, Size: c.Size}
}

func (c *searchCommand) view(out io.Writer, at *searched) console.View {
	v := console.View{Width: 80, Colour: c.Color == "always", Facets: c.Facets, Site: at.name, Others: at.others, Address: at.address}
	if !terminal(out) {
		return v
	}
	if wide, _, err := term.GetSize(int(out.(*os.File).Fd())); err == nil && wide > 0 {
		v.Width = wide
	}
	v.Colour = v.Colour || c.Color == "auto" && coloured(out)
	return v
}

// printed prints what a program reads, so that a terminal obeys nothing of it.
func printed(s *streams, harmless func([]byte) []byte, write func(io.Writer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	_, err := s.out.Write(harmless(b.Bytes()))
	return err
}
