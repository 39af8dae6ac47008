package record

import (
	"slices"
	"strings"

	"minutebook/internal/edition"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
)

// Link makes the record of an edition. It depends on the edition's content alone, never on the order in
// which its sources were read, and takes time linear in their length.
func Link(e edition.Edition) *Record {
	return link(e.Site(), e.Linkable(), e.Pages(), e.Kinds())
}

// link expects documents in the order of an edition: by date, then meeting, standing versions first.
func link(site policy.Site, docs []edition.Document, pages []*minutes.Page, kinds []minutes.KindRule) *Record {
	l := newLinker(&Record{Site: site, Pages: pages})
	l.addKinds(kinds)
	l.addMeetings(docs)
	l.announceActions()
	l.keeping = keepingOf(docs)
	at := newAtlas(l.keeping)
	for _, m := range l.record.Meetings {
		m.shrink()
		at.survey(m)
		l.read(m, at)
		m.wasRead()
	}
	l.finishActions()
	l.finishSubjects()
	l.finishTerms()
	l.finishGroups()
	l.finishOwners()
	l.finishThreads()
	l.approve()
	l.silence()
	l.address()
	l.redirect()
	l.letGo()
	return l.record
}

// letGo leaves of outlines no more than others read of a record.
func (l *linker) letGo() {
	for _, m := range l.record.Meetings {
		m.raised, m.updated = nil, nil
		for _, draft := range m.Superseded {
			draft.shrink()
			draft.wasRead()
			draft.raised, draft.updated = nil, nil
		}
	}
	l.keep(l.keeping)
}

// linker is a record in the making.
type linker struct {
	record     *Record
	named      map[string]*Meeting // standing meetings by id, and by the name of their document
	numbered   map[number]*Meeting
	groups     map[string]*Group
	actions    map[string]*Action
	announced  []*Action // the same, in the order in which they were found
	subjects   map[key]*Subject
	parents    map[*Subject]string
	spellings  map[spelling]bool
	related    map[[2]*Subject]bool // in both orders
	terms      map[string]*Term
	senses     map[sense]*Meaning
	written    map[sense]*Meaning             // the same, by the words of the expansion
	paged      map[minutes.Kind]bool          // the kinds whose subjects are records
	deciding   map[*minutes.Block][]*Decision // the decisions of each block of the meeting being read
	decided    map[naming]bool
	threadKeys map[*Thread]string
	names      map[Name]*Name
	people     map[string]bool // the names in the attendances, in small letters
	keeping    *keeping        // nil where nothing needs to be copied
}

func newLinker(r *Record) *linker {
	return &linker{
		record:     r,
		named:      map[string]*Meeting{},
		numbered:   map[number]*Meeting{},
		groups:     map[string]*Group{},
		actions:    map[string]*Action{},
		subjects:   map[key]*Subject{},
		parents:    map[*Subject]string{},
		spellings:  map[spelling]bool{},
		related:    map[[2]*Subject]bool{},
		terms:      map[string]*Term{},
		senses:     map[sense]*Meaning{},
		written:    map[sense]*Meaning{},
		paged:      map[minutes.Kind]bool{},
		decided:    map[naming]bool{},
		threadKeys: map[*Thread]string{},
		names:      map[Name]*Name{},
		people:     map[string]bool{},
	}
}

// read takes from one meeting all that it tells. Meetings are read in their order, so that whatever is
// appended stands by date and then in document order.
func (l *linker) read(m *Meeting, at *atlas) {
	for _, a := range slices.Concat(m.whole.Attendance, m.whole.Apologies) {
		l.people[strings.ToLower(a.Name)] = true
	}
	told := toldBy(m)
	l.readActions(m, told, at)
	l.readDecisions(m, at)
	l.readTerms(m, at)
	l.readSubjects(m)
	l.readReferences(m, told, at)
}
