// Package hit says what of a record can be found: it turns the record of one edition into the documents of
// its search index.
//
// Each meeting, agenda item, action, decision, incident, modification and plain page is one document, and
// every word of the minutes but their banner is in the document of what it belongs to: a meeting has its preamble, an item its
// own text, an action its words and what was reported on it, an incident or a modification the sentences
// that mention it. Each block is one line, so that no sentence is cut. Of a withheld item, of which the site shows the
// number alone, nothing is found but what the site says of it.
//
// A document mentions the records that its words name, if the record has them; a page names none. It counts for each
// modification that it is or mentions, and for those that these are parts of: MP122 finds what is said of MP122A.
//
// Beside documents the glossary is given, so that an abbreviation and what it stands for find each other, and the names
// of owners and standing items, which are suggested.
package hit

import (
	"fmt"
	"slices"
	"strings"

	"minutebook/index"
	"minutebook/internal/minutes"
	"minutebook/internal/prose"
	"minutebook/internal/record"
	"minutebook/internal/wording"
)

// Content is all that the index of r's site is made of. What the record has no title for is called by w's words. Meetings and
// items are without their texts, which are read when they are asked for: the same minutes and the same rules give the same stamps
// and texts.
func Content(r *record.Record, w *wording.Words) index.Content {
	return index.Content{Documents: documents(r, w), Glossary: abbreviations(r), Names: names(r), Text: textsOf(r).of}
}

// Documents are all that a reader of r's site can find, with their texts, in the order of the record. No two agree in kind,
// id, date and address.
func Documents(r *record.Record, w *wording.Words) []index.Document {
	c, err := Content(r, w).Whole()
	if err != nil {
		panic(err) // each was stamped by its own minutes
	}
	return c.Documents
}

func documents(r *record.Record, w *wording.Words) []index.Document {
	c := collector{base: r.Site.Base(), words: w, taken: map[identity]bool{}, speech: speechOf(r),
		titles: map[*record.Meeting]map[*minutes.Item][]string{}}
	c.docs = make([]index.Document, 0, roomFor(r))
	for _, m := range r.Meetings {
		c.meeting(m)
	}
	for _, a := range r.Actions {
		d := action(a)
		d.Within = c.around(a.Place)
		c.add(c.speech.speaking(d, c.speech.ofAction(a, d.Text)))
	}
	for _, s := range r.Subjects() {
		c.add(c.speech.speaking(subject(s), c.speech.company[subjectKey{s.Kind, s.ID}]))
	}
	for _, p := range r.Pages {
		c.page(p, r.PagePath(p))
	}
	return c.docs
}

// roomFor is how many documents there are at most.
func roomFor(r *record.Record) int {
	n := len(r.Meetings) + len(r.Actions) + len(r.Subjects()) + len(r.Pages)
	for _, m := range r.Meetings {
		n += len(m.Minutes.AllItems()) + len(m.Decisions)
	}
	return n
}

type collector struct {
	base  string // path of the site's root, without its last slash
	words *wording.Words
	docs  []index.Document
	taken map[identity]bool

	speech *speech
	titles map[*record.Meeting]map[*minutes.Item][]string
}

// add makes the id distinct where minutes number two things alike.
func (c *collector) add(d index.Document) {
	d.URL = c.base + d.URL
	id := d.ID
	for n := 2; c.taken[identityOf(&d)]; n++ {
		d.ID = fmt.Sprintf("%s (%d)", id, n)
	}
	c.taken[identityOf(&d)] = true
	c.docs = append(c.docs, d)
}

// identity is what no two documents share.
type identity struct{ kind, id, date, url string }

func identityOf(d *index.Document) identity { return identity{d.Kind, d.ID, d.Date, d.URL} }

func (c *collector) meeting(m *record.Meeting) {
	head := index.Document{Kind: "meeting", ID: m.ID, Title: c.meetingTitle(m), URL: m.Path,
		Aliases: others(m.ID, m.Minutes.Meeting.Document)}
	worded(&head, m, preamble)
	spoken := c.speech.parts(m)
	c.add(c.of(m, head, spoken[record.Preamble]))
	for i, it := range m.Minutes.AllItems() {
		item := index.Document{Kind: "item", ID: itemID(m, it.Number), Title: c.itemTitle(it),
			URL: m.At(it).URL()}
		worded(&item, m, i)
		item.Within = c.around(&record.Place{Meeting: m, Item: it})
		c.add(c.of(m, item, spoken[int32(i)]))
	}
	for i, d := range m.Decisions {
		decision := index.Document{Kind: "decision", ID: fmt.Sprintf("%s decision %d", m.ID, i+1),
			Title: c.decisionTitle(d), URL: d.URL(), Text: oneLine(d.Text), Within: c.around(&d.Place)}
		c.add(c.of(m, decision, ofDecision(d)))
	}
}

// worded stamps a document that has the words of a part of a meeting, or gives it the words where there is no stamp.
func worded(d *index.Document, m *record.Meeting, part int) {
	if d.Stamp = stamp(m, part); d.Stamp == (index.Stamp{}) {
		d.Text = partText(m.Minutes, part)
	}
}

// of adds what all documents of a meeting share.
func (c *collector) of(m *record.Meeting, d index.Document, named []named) index.Document {
	d.Date, d.Meeting, d.Group = m.Minutes.Meeting.Date, m.ID, m.Minutes.Meeting.Group
	return c.speech.speaking(d, named)
}

func (c *collector) page(p *minutes.Page, at string) {
	c.add(index.Document{Kind: "page", ID: strings.Trim(at, "/"), Title: p.Title, URL: at, Text: text(p.Blocks)})
}

func action(a *record.Action) index.Document {
	d := index.Document{Kind: "action", ID: a.ID, Title: a.ID + ": " + shortened(a.Text), URL: a.Path, Date: a.Raised,
		Meeting: a.MeetingID, Group: a.Group, Status: string(a.Status), Owners: a.Owners, Aliases: spellings(a)}
	lines := []string{oneLine(a.Text)}
	for _, u := range a.Updates {
		lines = append(lines, oneLine(u.Text))
	}
	d.Text = strings.Join(lines, "\n")
	if d.Date == "" && a.Meeting != nil {
		d.Date = a.Meeting.Minutes.Meeting.Date
	}
	return d
}

// spellings are the other ways in which minutes write the action's id.
func spellings(a *record.Action) []string {
	all := []string{a.Written}
	for _, m := range a.Mentions {
		all = append(all, m.Written)
	}
	slices.Sort(all)
	return others(a.ID, slices.Compact(all)...)
}

// subject is dated by when an incident occurred, or else by who first spoke of it.
func subject(s *record.Subject) index.Document {
	d := index.Document{Kind: string(s.Kind), ID: s.ID, Title: s.ID, URL: s.Path, Date: s.Occurred,
		Groups: groups(s.Mentions), Aliases: s.Aliases, Text: sentences(s.Mentions)}
	if s.Title != "" {
		d.Title += ": " + s.Title
	}
	if d.Date == "" && len(s.Mentions) > 0 {
		d.Date = s.Mentions[0].Meeting.Minutes.Meeting.Date
	}
	return d
}

func groups(mentions []record.Mention) []string {
	var all []string
	for _, m := range mentions {
		all = append(all, m.Meeting.Minutes.Meeting.Group)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// sentences are the sentences of the mentions, each once.
func sentences(mentions []record.Mention) string {
	var all []string
	for _, m := range mentions {
		if s := oneLine(m.Sentence); !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return strings.Join(all, "\n")
}

// text is the words of the blocks, one line each, without what only repeats or decorates. Code keeps its lines.
func text(some ...[]*minutes.Block) string {
	var lines []string
	for _, blocks := range some {
		for _, b := range blocks {
			lines = appendLines(lines, b)
		}
	}
	return strings.Join(lines, "\n")
}

func appendLines(lines []string, b *minutes.Block) []string {
	if b.Decorates() {
		return lines
	}
	t := b.Text()
	if b.Kind != minutes.Code {
		t = oneLine(t)
	}
	if t != "" {
		lines = append(lines, t)
	}
	for _, in := range b.Blocks {
		lines = appendLines(lines, in)
	}
	return lines
}

// oneLine keeps a sentence whole that a line break of the source stands in.
func oneLine(text string) string { return strings.ReplaceAll(text, "\n", " ") }

func (c *collector) meetingTitle(m *record.Meeting) string {
	if !prose.IsDay(m.Minutes.Meeting.Date) {
		return m.ID
	}
	return c.words.Say("hit.meeting", "meeting", m.ID, "day", c.words.Day(m.Minutes.Meeting.Date))
}

func itemID(m *record.Meeting, number string) string { return m.ID + " item " + number }

func (c *collector) itemTitle(it *minutes.Item) string {
	if it.Withheld() {
		return c.words.Say("common.withheld_item", "number", it.Number)
	}
	if it.Title != "" {
		return it.Title
	}
	return c.words.Say("hit.item", "number", it.Number)
}

func (c *collector) decisionTitle(d *record.Decision) string {
	if n := d.ItemNumber(); n != "" {
		return c.words.Say("hit.decision_in_item", "verb", d.Verb, "meeting", d.Meeting.ID, "number", n)
	}
	return c.words.Say("hit.decision", "verb", d.Verb, "meeting", d.Meeting.ID)
}

// others are the spellings that differ from id and are not "".
func others(id string, spelt ...string) []string {
	return slices.DeleteFunc(spelt, func(s string) bool { return s == "" || s == id })
}

// maxTitle is how many bytes of an action's text its title has.
const maxTitle = 100

// shortened cuts text at a blank.
func shortened(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if len(text) <= maxTitle {
		return text
	}
	if blank := strings.LastIndexByte(text[:maxTitle], ' '); blank > 0 {
		return text[:blank] + " …"
	}
	return strings.ToValidUTF8(text[:maxTitle], "") + "…"
}
