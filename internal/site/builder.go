package site

import (
	"strconv"
	"strings"
	"sync"

	"minutebook/internal/minutes"
	"minutebook/internal/policy"
	"minutebook/internal/prose"
	"minutebook/internal/record"
	"minutebook/internal/register"
	"minutebook/internal/wording"
)

// builder makes the values of the pages from the record of one edition.
type builder struct {
	record    *record.Record
	policy    policy.Policy
	look      Look
	words     *wording.Words
	base      string
	data      map[string][]string
	feeds     []Feed
	feedsOf   map[string][]Feed // by page
	rules     *minutes.Rules
	papers    map[[2]string]string // address of a paper, by the document and how it writes the link
	pages     map[string]string    // root-relative address of the page that a document became, by its file
	known     map[string]bool      // the addresses of all records and registers, root-relative
	registers []*register.Register
	filtering sync.Mutex // of them
	groups    map[string]*record.Group
	whole     *band // see wholeBand
	levels    map[*record.Meeting]policy.Level
	terms     *glossary
	parts     map[string]map[string]bool // see fragments
	titles    map[string]string          // see name
	least     *string                    // see commonestVerb
	tellings  sync.Map                   // *record.Mention by *record.Subject; see tellingOf
}

func newBuilder(o Options) *builder {
	b := &builder{record: o.Record, policy: o.Policy, look: o.Look, words: o.Look.Words, base: o.Record.Site.Base() + "/", data: o.Data, feeds: o.Feeds, feedsOf: byPage(o.Feeds), rules: o.Rules,
		papers: map[[2]string]string{}, pages: map[string]string{}, levels: map[*record.Meeting]policy.Level{},
		known: map[string]bool{}, registers: register.Of(o.Record, o.Look.Words), groups: map[string]*record.Group{}}
	if b.look.Title == "" {
		b.look.Title = b.words.Say("frame.untitled")
	}
	if b.look.Language == "" {
		b.look.Language = "en-GB"
	}
	for _, f := range o.Edition.Files() {
		b.papers[[2]string{f.Document, f.Href}] = f.Path
	}
	for _, m := range b.meetings() {
		b.pages[m.Minutes.File] = m.Path
		b.levels[m] = m.Level()
	}
	for _, p := range o.Record.Pages {
		b.pages[p.File] = o.Record.PagePath(p)
	}
	b.terms = newGlossary(o.Record.Glossary)
	b.knowPaths()
	return b
}

func (b *builder) knowPaths() {
	for _, m := range b.meetings() {
		b.known[m.Path] = true
	}
	for _, g := range b.record.Groups {
		b.known[g.Path], b.groups[g.ID] = true, g
	}
	for _, a := range b.record.Actions {
		b.known[a.Path] = true
	}
	for _, s := range b.record.Subjects() {
		b.known[s.Path] = true
	}
	for _, o := range b.record.Owners {
		b.known[o.Path] = true
	}
	for _, t := range b.record.Threads {
		b.known[t.Path] = true
	}
	for _, r := range b.registers {
		for _, v := range r.Views {
			b.known[v.Path] = true
		}
	}
}

// href is the address of a page of this site as its links write it. An absolute address stays.
func (b *builder) href(p string) string {
	if !strings.HasPrefix(p, "/") {
		return p
	}
	return b.base + strings.TrimPrefix(p, "/")
}

// meetings are all meetings that have a page: those that stand, each followed by its superseded drafts.
func (b *builder) meetings() []*record.Meeting {
	var all []*record.Meeting
	for _, m := range b.record.Meetings {
		all = append(append(all, m), m.Superseded...)
	}
	return all
}

// bandOf is the band of a page that shows something of the given meetings: the strictest level of them.
func (b *builder) bandOf(meetings ...*record.Meeting) band {
	levels := b.policy.Levels()
	if len(meetings) == 0 || len(levels) == 0 {
		return band{}
	}
	strictest := levels[0]
	for _, m := range meetings {
		if m != nil {
			strictest = policy.Stricter(strictest, b.levels[m])
		}
	}
	return b.band(strictest)
}

// wholeBand is the band of a page that may show something of any meeting.
func (b *builder) wholeBand() band {
	if b.whole == nil {
		whole := b.bandOf(b.record.Meetings...)
		b.whole = &whole
	}
	return *b.whole
}

func (b *builder) band(l policy.Level) band {
	rung, ok := b.policy.Rung(l)
	if !ok {
		return band{Name: prose.Capital(b.policy.Name(l)), Text: b.words.Say("common.band", "audience", b.words.Say("frame.nobody"))}
	}
	return band{Name: rung.Name, Text: rung.Reads(b.words.Say("common.band")), Online: rung.Online, Class: levelClass(l)}
}

// levelClass is the class of a page whose strictest level is l.
func levelClass(l policy.Level) string { return "level-" + strconv.Itoa(int(l)) }

// home is the first crumb of every page but the home page.
func (b *builder) home() Link { return Link{b.words.Say("frame.home"), b.href("/")} }

func (b *builder) crumbs(more ...Link) []Link { return append([]Link{b.home()}, more...) }
