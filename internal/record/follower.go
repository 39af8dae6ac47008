package record

import (
	"minutebook/internal/edition"
	"minutebook/internal/minutes"
)

// Follower links an edition whenever single documents of it were written anew. Where these tell of records what they told before, as after
// most changes of words, nothing is linked: the record stays, with their new text, lines and ids of paragraphs. It is for one goroutine.
type Follower struct {
	edition edition.Edition
	record  *Record
	told    map[string]*minutes.Minutes // the outlines that the record's documents have since, by file
}

// Follow begins with the record of an edition. Nobody else may use the record any more, nor the outlines of the edition's documents: both
// change.
func Follow(e edition.Edition, r *Record) *Follower {
	return &Follower{e, r, map[string]*minutes.Minutes{}}
}

// Link is the record that the function Link makes of an edition that Replace made of the one before. It may be the record that was returned
// before, changed; if it is another, that one is not to be used any more. Nor are the editions that were given before.
func (f *Follower) Link(e edition.Edition) *Record {
	if !f.retell(e) {
		f.record, f.told = Link(e), map[string]*minutes.Minutes{}
	}
	f.edition = e
	return f.record
}

// retell has the record say what the documents of an edition say now; false where it would be linked otherwise.
func (f *Follower) retell(e edition.Edition) bool {
	changed, ok := e.Replaced(f.edition)
	if !ok {
		return false
	}
	for _, i := range changed {
		d := e.Documents()[i]
		m := f.record.of(d.Minutes.File)
		was := f.told[d.Minutes.File]
		if was == nil {
			was = f.edition.Documents()[i].Minutes
		}
		now, ok := was.Retold(d.Minutes)
		if m == nil || !ok {
			return false // what was retold before is of a record that nobody uses
		}
		f.told[d.Minutes.File] = now
		m.Minutes, m.Line, m.document = now.Linked(), d.Line, d
	}
	return true
}

// of is the meeting of a document by its file, or the superseded version; nil for none.
func (r *Record) of(file string) *Meeting {
	for _, m := range r.Meetings {
		if m.Minutes.File == file {
			return m
		}
		for _, draft := range m.Superseded {
			if draft.Minutes.File == file {
				return draft
			}
		}
	}
	return nil
}
