// Package feed tells feed readers what is new in the record of one edition, as Atom (RFC 4287).
//
// What is written, below the web root:
//
//	feeds/archive.atom      what each meeting did: decided, raised, closed, moved
//	feeds/meetings.atom     each meeting, with its agenda
//	feeds/actions.atom      each action raised, and each change of its status or of the day it is due
//	feeds/decisions.atom    each decision, in its words
//	feeds/incidents.atom    each incident at each meeting that names it, with the sentences; so
//	                        modifications.atom, and one for each kind of the archive's own
//	groups/ID/feed.atom     what each meeting of the group did
//	owners/NAME/feed.atom   the actions that fall on the owner, as in actions.atom
//
// A feed holds the newest 50 entries, by the date of their meeting, those of one day in the order of the record.
// It is there without any, too, for an address is permanent. What a meeting without a date says is in no
// feed: nobody can tell whether it is new. What is older is on the page that the feed links to; there are no further
// documents of a feed (RFC 5005), which each new entry would shift.
//
// # An entry
//
//	id         urn:uuid of the record's address and what happened to it (internal/permalink): the same in every
//	           build and every feed, unique within each
//	updated    the day of the meeting, at 00:00:00Z: a meeting says at what o'clock it was, but not of which zone
//	title      what happened, in words: "TOG 29/02 closed at TOG_31"
//	link       alternate: the page of the record; related: the paragraph that tells it, if that is elsewhere
//	author     the group that met
//	category   the level of the strictest minutes quoted; rights says who may read it
//	content    the sentences as the minutes write them; HTML where there are several or links
//
// Addresses are absolute where the site has a url. Where it has none they are root-relative, which RFC 4287
// allows: a reader resolves them against the address that it fetched the feed from. There is no xml:base.
// A character that XML cannot hold becomes U+FFFD.
package feed

import (
	"fmt"
	"strings"

	"minutebook/internal/generation"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
	"minutebook/internal/record"
	"minutebook/internal/wording"
)

// newestEntries is how many entries a feed holds at most.
const newestEntries = 50

// Options say of which record, and how the feeds call things.
type Options struct {
	Record   *record.Record
	Policy   policy.Policy      // names the levels
	Words    *wording.Words     // what the feeds say for themselves
	Title    string             // of the archive; "" for the words' own
	Language string             // BCP 47; "" means "en-GB"
	Kinds    []minutes.KindRule // words for incidents and modifications; a kind without a rule is called by its name
}

// Feed is one feed.
type Feed struct {
	Path  string // root-relative: "/feeds/actions.atom"
	Page  string // the page whose news it tells: "/actions/", "/" for the whole archive
	Title string // "Actions"
	About string // a sentence: what its entries are
}

// Write writes every feed of the record into the web root and returns them: that of the archive, then those
// of the kinds, the groups and the owners in the order of the record. An error names the file; what was
// written until then stays.
func Write(o Options, www *generation.Folder) ([]Feed, error) {
	m := newMaker(o)
	var all []Feed
	for _, f := range m.feeds() {
		all = append(all, f.Feed)
		data, err := m.atom(f)
		if err != nil {
			return all, fmt.Errorf("write the feed %s: %w", f.Path, err)
		}
		if err := www.Write(strings.TrimPrefix(f.Path, "/"), data); err != nil {
			return all, fmt.Errorf("write a feed: %w", err)
		}
	}
	return all, nil
}
