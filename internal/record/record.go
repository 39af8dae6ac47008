// Package record links the minutes of one edition into the record of a body: every action with its life,
// every incident and modification with its mentions, every decision, and the meetings in their order.
//
// A Record is made from an edition alone, so it can tell nothing that the edition's audience may not
// know: what refers to something withheld finds nothing, exactly as if it had never existed.
//
// # What counts as one thing
//
//	meeting       a standing document. A superseded draft hangs on the meeting that stands, and adds nothing else.
//	group         whatever a meeting or an action belongs to. Its name is what its newest meeting says.
//	action        whatever a standing document raises or reports on, by canonical id. One that is only spoken
//	              of in prose is no record.
//	incident,     whatever a standing document names, by canonical id; and a parent that nobody names, if one
//	modification  of its parts is named.
//	term          an abbreviation that is spelt out, upper and lower case apart, with each of its meanings.
//
// # The life of an action
//
// An action is raised where its own meeting raises it; where that meeting does not, at the first place that
// raises it, unless an earlier meeting reported on it already. One whose id names no meeting is raised where it is
// first told of, unless that gives an earlier date for it. Every other place that raises or reports on it is an
// update, and so is the report of the place that raised it, so nothing vanishes. Its status is that of the latest update that says one; until one
// does it is open if it was raised, else unknown. It is due as it was raised, then at each target and revised
// date, of which either may be a meeting; words that stand for a date move nothing. A meeting that the edition
// holds gives its date. Closed is the first date of the last closing.
//
// An open action is silent where a later meeting of the same series went through the actions and passed it over:
// it stopped being reported without being closed.
//
// # Who, what again, and what next
//
//	owner     whoever an action falls on, upper and lower case apart: a group of the record, another body, or a
//	          person, which is whoever an attendance lists by that name.
//	thread    an agenda title that stands on the agendas of three meetings of a group or more. Case, and words that
//	          say when (a month, a number, a date, a meeting's id), do not tell two titles apart: "PMR Report April
//	          2021" goes on in "PMR report May 2021".
//	approval  a decision that agrees, approves, accepts, confirms or ratifies the minutes of an earlier meeting of
//	          its group, which it or its item's title names; or the last meeting's, if the numbers follow each other.
//	change    what a meeting did to an action: raised it, closed or reopened it, moved the day it is due.
//
// # Edges
//
// Every edge has its inverse: previous and next, group and meeting, raised and raised at, update and action,
// owner and action, thread and item, decision and what it is about, approval and approved, silent and passed
// over, parent and part, superseded and superseding. Two subjects are related, each to the other, when one sentence
// names both; to share a meeting relates nothing.
//
// # Addresses
//
// A record's address is its id in lower case, each run of anything but ASCII letters and digits a hyphen:
// /actions/opsg-45-conf-02/. An id that loses a letter or a digit by that, or is very long, carries a
// short hash of itself; of two ids that come out alike, the later one does. One that spells a page of the site's own
// gets page- before it. A term is a fragment of the glossary's address. A superseded draft is at draft/, draft-2/ ...
// below its meeting, the oldest first, so that a newer one moves none. Another spelling of an id that the minutes use
// ("DP160" of MP160, "OPSF 49/04" of OPSG 49/04, the name of a meeting's document) has the address that it would have
// as an id, and leads to the record, unless that is a record's own address or two records could be meant.
package record

import (
	"crypto/sha256"
	"slices"

	"minutebook/internal/edition"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
)

// Record is everything that one audience may know, linked. It does not change after Link returned.
type Record struct {
	Site          policy.Site
	AsOf          string      // date of the newest meeting, YYYY-MM-DD; "" in an empty archive
	Groups        []*Group    // by id
	Meetings      []*Meeting  // by date, then id; those that stand, without superseded drafts
	Actions       []*Action   // by group, meeting and number
	Incidents     []*Subject  // by id
	Modifications []*Subject  // by number and part
	Others        []Kind      // subjects of the archive's own kinds that have pages, in the order of its settings
	Owners        []*Owner    // by name
	Threads       []*Thread   // by group, then title
	Decisions     []*Decision // by meeting, in document order
	Glossary      []*Term     // by term
	Pages         []*minutes.Page
	Redirects     []Redirect // from other spellings to the pages of records, by the address they lead from

	paths map[key]string
	pages map[*minutes.Page]string
}

type key struct {
	kind minutes.Kind
	id   string
}

// Path is the address of a record's page, root-relative ("/actions/opsg-49-01/"); ok is false where the
// edition has no such record, whatever the reason.
func (r *Record) Path(kind minutes.Kind, id string) (path string, ok bool) {
	path, ok = r.paths[key{kind, id}]
	return path, ok
}

// PagePath is the address of a plain page, root-relative: "/NAME/", or "/page-NAME/" where NAME is one of the
// site's own. "" for a page of another record.
func (r *Record) PagePath(p *minutes.Page) string { return r.pages[p] }

// On is the same record as somebody sees it on another day (YYYY-MM-DD): what is overdue or next counts from
// there.
func (r *Record) On(day string) *Record {
	seen := *r
	seen.AsOf = day
	return &seen
}

// Kind is a kind of subject beyond incidents and modifications, with all subjects of it.
type Kind struct {
	Rule     minutes.KindRule
	Path     string     // of its register: "/risks/"
	Subjects []*Subject // by id; none where the edition names none
}

// Subjects are all incidents, modifications and subjects of other kinds.
func (r *Record) Subjects() []*Subject {
	all := slices.Concat(r.Incidents, r.Modifications)
	for _, k := range r.Others {
		all = append(all, k.Subjects...)
	}
	return all
}

// Group is a body that meets, with what this edition holds of it.
type Group struct {
	ID, Name string
	Path     string     // "/groups/opsg/"
	Meetings []*Meeting // by date; none where only its actions are known
	Actions  []*Action  // by meeting and number
	Threads  []*Thread  // by title
}

// Latest is the newest meeting; nil where there is none.
func (g *Group) Latest() *Meeting {
	if len(g.Meetings) == 0 {
		return nil
	}
	return g.Meetings[len(g.Meetings)-1]
}

// Meeting is one meeting as its standing document tells it.
type Meeting struct {
	ID      string           // "OPSG_49"
	Path    string           // "/meetings/opsg-49/"
	Minutes *minutes.Minutes // or what an outline of them leaves once it is linked, see minutes.Minutes.Linked
	Line    int              // number of Text's first line
	Group   *Group
	// Previous and Next are the neighbours in the group, by date; nil at the ends.
	Previous, Next *Meeting
	Raised         []*Action   // in document order
	Updates        []*Update   // reports made here on actions, in document order
	Decisions      []*Decision // in document order
	Mentions       []Mention   // of this meeting by other meetings
	References     []Reference // every mention of a record in its text, in document order
	PassedOver     []*Action   // that fell silent here, in the order of the record
	First          []*Subject  // that no earlier meeting named, in document order
	Approval       *Decision   // of a later meeting, that approves these minutes; nil where none does
	Threads        map[*minutes.Item]*Thread
	Superseded     []*Meeting // earlier versions, newest first, where the site keeps drafts
	SupersededBy   *Meeting   // set on those

	document edition.Document
	whole    *minutes.Minutes // what is read, or an outline of it, until it is; the items of Minutes are its own or copies, one by one

	raised, updated []minutes.Action // what it tells of actions, while it is linked; without blocks once it is read
}

// Full is the minutes with all their text: Minutes itself where nothing was left out. The blocks and items of places are those
// of Minutes; those of Full are others, with the same ids, numbers and lines, and may be others again at the next call.
func (m *Meeting) Full() *minutes.Minutes {
	if m.document.Minutes == nil {
		return m.Minutes
	}
	return m.document.Full()
}

// Text is the edition's Markdown, for the source view.
func (m *Meeting) Text() string {
	if m.document.Minutes == nil {
		return ""
	}
	return m.document.Text()
}

// Sum is the hash of the document as the edition has it.
func (m *Meeting) Sum() [sha256.Size]byte { return m.document.Hash() }

// Place is a spot in the text that an address can name.
type Place struct {
	Meeting *Meeting
	Item    *minutes.Item // nil in the preamble
	Block   *Spot         // the block whose ID is the fragment; nil for none
}

// At is the head of an item of the meeting.
func (m *Meeting) At(item *minutes.Item) Place {
	return Place{Meeting: m, Item: item, Block: SpotOf(item.Head)}
}

// Level is the level of what stands at the place, as strict as its strictest words.
func (p Place) Level() policy.Level {
	if p.Block == nil || !p.Block.marked {
		return p.Meeting.Level()
	}
	return p.Block.level
}

// URL is the address of the place: the meeting's path and the block's fragment.
func (p Place) URL() string {
	if p.Block == nil || p.Block.ID == "" {
		return p.Meeting.Path
	}
	return p.Meeting.Path + "#" + p.Block.ID
}

// ItemNumber is the number of the item, "" in the preamble.
func (p Place) ItemNumber() string {
	if p.Item == nil {
		return ""
	}
	return p.Item.Number
}

// Mention is one reference to a record, with the sentence it stands in. What raises an action, or reports
// on it, is no mention of it.
type Mention struct {
	Place
	Sentence   string // as written, without markup; one of more than 2,000 bytes is cut around the reference
	Start, End int    // of the reference within Sentence
	Written    string
}

// Owner is a body or a person that actions fall on.
type Owner struct {
	Name    string
	Path    string    // "/owners/dcc/"
	Group   *Group    // where the owner is a body that the record knows; nil otherwise
	Person  bool      // whether an attendance lists a person of this name
	Actions []*Action // by group, meeting and number
}

// Thread is an agenda item that comes back.
type Thread struct {
	Title string // as its newest meeting writes it, without what says when
	Path  string // "/threads/opsg-pmr-report/"
	Group *Group
	Items []Place // by date; the block is the item's head
}

// Subject is an incident or a modification, with every mention of it.
type Subject struct {
	Kind     minutes.Kind
	ID       string
	Path     string
	Title    string
	Aliases  []string // the other spellings found, sorted
	Parent   *Subject // MP122 of MP122A
	Parts    []*Subject
	Occurred string
	Mentions []Mention // by date, then document order
	Related  []Relation
	// Decisions are those whose words name it, by date, then document order.
	Decisions []*Decision
}

// Relation says that one sentence names two subjects.
type Relation struct {
	Subject *Subject
	Why     Mention
}

// Decision is one decision with its place.
type Decision struct {
	Place
	Verb string
	Text string
	Date string
	// What its words name, each once, in their order.
	Subjects []*Subject
	Actions  []*Action
	Meetings []*Meeting // but the one it was made at
	Approves []*Meeting // whose minutes it approves; nil for most
}
