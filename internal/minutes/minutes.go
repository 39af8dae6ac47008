// Package minutes turns one Markdown document into Minutes: the meeting it records, who was there, its
// agenda as a tree of items with their text, and the actions, decisions and references found in them.
//
// The document is parsed by goldmark; everything is read from its tree, never from lines. The tree is
// kept as plain Blocks, each with its text as written and the position of every part of it, so that what
// follows can add markup around the words without ever changing them.
//
// The level of a document is told by its banner. Rules that give a level are strict: a sentence about this
// document, a line "Classification: ...", a level alone or after the body's name in the head, before the people;
// never a quote, an image's description or a name. Rules that withhold are generous: another level in the
// banner, words struck out, a second banner, a running foot, a sentence or a table about classification, words
// against publication. What cannot be told is Untold.
//
// A mark is a level's name or alias in square brackets, anywhere, in code too; a title may have it in round
// ones. Bracketed capitals of two letters or more that are no level, and what only looks like a level, mark what nobody
// reads, with an error; harmless are the editors' and logs' words of a short list ([SIC], [NB], [ACTION], [ERROR] ...),
// verbs, groups and owners of the rules, and links. What holds a digit or small letters is no mark unless it names a
// level. A backslash before the bracket escapes; before both brackets, at an end of a line, a converter wrote it, and the
// mark holds. What hurried secretaries write is read as a mark too, with advice: a level in capitals and a colon, in bold, or
// in brackets of another kind before the words of a text, or in round ones after them; not in cells, which tell states.
//
// What a mark covers is a Portion:
//
//   - in an item's heading, alone or as "Classification: ..." on the line under it, or in a sentence about the item: the
//     item with all below it, up to the next heading of an item that is none of its own;
//   - in a paragraph: the paragraph as the source has it, with what continues it: its sentence over a page break, the list
//     after it, and after a colon whatever follows;
//   - in a list, a quote, code: the entry with all that stands in it, the whole quote, the whole block;
//   - in a table: in its head the whole; in the first filled cell of a row the row, with the reports on its action and the
//     rows whose first cell is empty, over a repeated head too; in another cell of a pipe table that cell, of other tables the
//     row;
//   - alone in a cell: the row; in the caption of a table, a picture or code: both;
//   - where an element of HTML starts: what follows in its item;
//   - in a text that refers to a footnote: the note too, which is as open as the most open text that refers to it;
//   - alone on a line elsewhere: the block attached below it, or all that follows in its item, or the next item;
//   - in a title line, a banner, a running head, or alone before the agenda: the document.
//
// A portion inside another has the stricter level of both.
//
// HTML comments, in code too, comments written as link definitions, and hidden elements are never shown.
//
// Reading never fails on the content of a document. What was repaired or is in doubt is a finding, and
// the written form is kept beside the repaired one.
package minutes

import (
	"minutebook/internal/finding"
	"minutebook/internal/policy"
)

// Minutes is one document as read. It is a value: nothing in it changes after Parse returned, and it may
// be read from several goroutines.
type Minutes struct {
	File           string // path below the archive, with slashes; only for findings
	Meeting        Meeting
	Classification Classification
	Preamble       []*Block // what stands before the first agenda item: banner, title lines, attendance
	Items          []*Item  // the agenda, as a tree
	Attendance     []Attendee
	Apologies      []Attendee
	Next           []NextMeeting
	Raised         []Action // raised here ("ACTION OPSG 49/01: ..."), in document order
	Updated        []Action // raised before and reported on here, in document order
	Decisions      []Decision
	References     []Reference // every mention of a record, in document order
	Incidents      []Subject   // what the text says of the incidents it names, by id
	Modifications  []Subject   // and of the modifications, by id
	Glossary       []Term      // each meaning once, where it is first spelt out
	Findings       []finding.Finding
	Front          Front
	Hidden         []Range   // bytes of the source that nobody is shown: front matter and HTML comments
	Portions       []Portion // what is marked stricter than the document, by its place
	Presence       Presence
	People         []Range // whole lines of the source that name who was there, in order
	PeopleInHead   bool    // whether some of them tell of the meeting too

	outline *outlined // nil where no block is left out
}

// Front is the front matter that overrides what is read from the text. "" means nothing said. Other keys
// are a finding and are dropped.
type Front struct {
	Kind, Level, Group, Number, Document, Title, Date, Start, End, Venue, Version, Series string
	Present, Members, Apologies                                                           string // how many
	Bodies, Absent                                                                        string // "HDC (3); TIDAS (1)"
}

// Meeting is what the head of the document says. "" means that it does not say.
type Meeting struct {
	ID        string // "OPSG_49"
	Group     string // "OPSG"
	GroupName string // "Operations Group"
	Number    string // "49", "37x"
	Document  string // the document's own name, "OPSG_49_2405"
	Title     string // the line that names the meeting, as written
	Date      string // YYYY-MM-DD
	Start     string // HH:MM
	End       string
	Venue     string
	Version   string // "Final", "Draft", "Draft v0.2"
	Series    string // "main", "reporting"; "" where the group has one series
}

// Classification is the document's own level: Untold when the banner is missing, unknown or contradicts
// itself. Who may not read Level may read nothing of the document. Written is the level as the banner spells it, Statement
// its sentence. Strictest is that of the strictest portion, so it is never more open than Level.
type Classification struct {
	Level     policy.Level
	Strictest policy.Level
	Written   string
	Statement string
	Line      int
}

// Item is one agenda item. Number is as the agenda counts ("3", "3.1", "9A"); an item of unnumbered
// minutes is counted in order. Blocks are its own text, in order; Items its sub-items, which stand after it.
type Item struct {
	Number string
	Title  string
	// Head is the heading as it stands in the document, with its number. Its Kind is Heading also where the
	// document has a plain line, a line in bold or the entry of a list.
	Head   *Block
	Line   int
	Level  policy.Level // of the item as a whole
	Stub   bool         // nothing but its number is shown
	Blocks []*Block
	Items  []*Item
	// Tail is what stands after the last sub-item but belongs to the item itself: its actions and decisions.
	Tail []*Block
}

// Withheld says whether the item is a stub that has nothing but its number: its readers may know that there is one.
func (it *Item) Withheld() bool { return it.Stub && len(it.Blocks)+len(it.Items)+len(it.Tail) == 0 }

// Attendee is one person of the attendance. Items lists the agenda items they came for; nil means all.
type Attendee struct {
	Name         string
	Representing string
	Role         string // "Chair", "Meeting Secretary"; "" for a plain member
	AlternateFor string
	Items        []string
	Member       bool // a member of the group, not another participant
	Line         int
}

// NextMeeting is a meeting announced at the end of the minutes.
type NextMeeting struct {
	Date   string // YYYY-MM-DD
	Series string
	Line   int
}

// Status is what an action's row or update says of it.
type Status string

const (
	Open    Status = "open"
	Closed  Status = "closed"
	Unknown Status = "unknown"
)

// Action is one action as one document tells it: raised here, or reported on here. Dates are YYYY-MM-DD;
// "" means not said.
type Action struct {
	ID         string // canonical: "OPSG 49/04", "OPSG 45/CONF 02"
	Written    string // as the document spells it: "OPSF 49/04"
	Text       string // what is to be done, without the id
	Owners     []string
	Item       string // number of the item it stands in; "" in the preamble
	Block      *Block // where it stands: the paragraph, or the row of the table
	Line       int
	Column     int
	Raised     string // date raised
	Due        string
	DueMeeting string // "OPSG_50"
	Target     string // last target date of an actions table
	Revised    string // revised target: a date, or the words that stood for one
	Status     Status // Unknown where nothing is said
	Update     string // what was reported, with the words of its status
	UpdateRow  *Block // where that stands, if not in Block
}

// Decision is a bold capital verb of the minutes and its sentence: "The OPSG **NOTED** the update."
// For a list under "The OPSG:" Text joins the lead and the list item.
type Decision struct {
	Verb   string // "AGREED"
	Text   string
	Item   string
	Block  *Block
	Line   int
	Column int
}

// Kind is a kind of reference: action and meeting always, and the kinds of the archive's rules.
type Kind string

const (
	KindAction       Kind = "action"
	KindMeeting      Kind = "meeting"
	KindIncident     Kind = "incident"
	KindModification Kind = "modification"
	KindMeasure      Kind = "measure"
)

// Reference is one mention of a record in the text. Block.Text()[Start:End] is Written.
type Reference struct {
	Kind     Kind
	ID       string // canonical
	Written  string
	Item     string // number of the item; "" in the preamble
	Block    *Block // the paragraph, heading or table cell that holds it
	Start    int    // byte offsets into Block.Text()
	End      int
	Sentence Range // the sentence around it, in the same text
	Line     int
	Column   int
}

// Range is a half-open range of bytes in a block's text.
type Range struct{ Start, End int }

// Subject is what one document tells of an incident or a modification.
type Subject struct {
	Kind     Kind
	ID       string
	Spelt    []string // the spellings found that differ from ID, sorted
	Title    string   // "Operational Metrics"; "" if never titled
	Parent   string   // "MP122" for "MP122A"
	Occurred string   // YYYY-MM-DD
}

// Term is an abbreviation spelt out: "Registration Data Provider (RDP)".
type Term struct {
	Term      string
	Expansion string
	Block     *Block
	Line      int
}

// AllItems walks the agenda in document order, sub-items after their item.
func (m *Minutes) AllItems() []*Item { return flatten(m.Items) }

// Walk calls f for every block of the document, in document order.
func (m *Minutes) Walk(f func(*Block)) {
	for _, b := range m.Preamble {
		b.Walk(f)
	}
	for _, it := range m.Items {
		it.walk(f)
	}
}

// Walk calls f for the heading and every block of the item and its sub-items, in document order.
func (it *Item) walk(f func(*Block)) {
	if it.Head != nil {
		it.Head.Walk(f)
	}
	for _, b := range it.Blocks {
		b.Walk(f)
	}
	for _, sub := range it.Items {
		sub.walk(f)
	}
	for _, b := range it.Tail {
		b.Walk(f)
	}
}

func flatten(items []*Item) []*Item {
	var all []*Item
	for _, it := range items {
		all = append(append(all, it), flatten(it.Items)...)
	}
	return all
}

// Page is a document that is no minutes: front matter says "kind: page". Its level comes from there too.
type Page struct {
	File      string
	Title     string
	Level     policy.Level
	Strictest policy.Level // of its portions
	Blocks    []*Block
	Findings  []finding.Finding
	Front     Front
	Hidden    []Range
	Portions  []Portion
}
