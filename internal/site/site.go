// Package site turns the record of one edition into the pages of a static site. It is the only importer
// of Hugo.
//
// A page is a value: the file of a page is a function of one plain struct, the layouts and the frame of
// the site. Each kind of page has its struct in a file of its own (home.go, meeting.go, action.go ...),
// with what its template shows and nothing else; a template never asks for another page. The struct goes
// to Hugo as front matter with an empty body, so no word of the minutes is ever read as Hugo's Markdown,
// shortcodes or templates. Everything is escaped by the template, except HTML made by internal/markup, the quoted
// sentences of quote.go and the rows of cells.go, which escape what they write.
//
// What is written, below Options.Out:
//
//	index.html 404.html search/ about/ feeds/ the site's own pages
//	groups/ groups/ID/                        the groups that meet
//	meetings/ meetings/OPSG-49/               the register, the complete minutes
//	meetings/OPSG-49/source/                  and their source
//	meetings/OPSG-49/changes/                 what the meeting changed; changes/ for the newest of each group
//	meetings/OPSG-49/draft/changes/           the redline between an earlier version and the next
//	actions/ actions/OPSG-49-01/              register and record; so for incidents and modifications
//	decisions/ groups/                        registers
//	glossary/ glossary/R/                     the abbreviations; a page for each letter where they are many
//	actions/open/ actions/owner/NAME/open/    views of a register (see internal/register)
//	owners/ owners/NAME/ threads/ threads/ID/ what falls on whom; standing items
//	plots/                                    the record in figures
//	NAME/                                     plain pages of the archive
//	modifications/DP160/                      another spelling, or a former address: leads to where it is, or says
//	                                          why it was withdrawn; see Moves
//	opensearch.xml                            how a browser searches a site whose address is known
//	the files of static/                      looks and scripts; links to them carry a hash of their content
//	files/                                    papers and images that the minutes link to
//
// The layouts are front, group, meeting, source, changes, latest (changes), redline, action, subject (incidents,
// modifications and the archive's own kinds), owner, thread, register, plots, page, glossary, about, feeds, search, lost
// (404.html), moved and withdrawn, all within baseof. A layout sees its value as .Params.page, what all pages
// share as site.Params.frame; the keys are the json names of the structs here. Ids of a layout's own begin with
// an underscore, for any other may be a paragraph's.
//
// Between <!--results--> and <!--/results--> of search/index.html a search service puts its results, and
// the query into the values of its form. Where none does, static/search.js lists ids and titles there: it goes by the
// heading _unserved and the two paragraphs after it, of which it shows the other.
package site

import (
	"context"
	"crypto/sha256"
	"io/fs"

	"minutebook/internal/edition"
	"minutebook/internal/generation"
	"minutebook/internal/minutes"
	"minutebook/internal/policy"
	"minutebook/internal/record"
	"minutebook/internal/wording"
)

// Options say what to render, how it looks and where it goes.
type Options struct {
	Record  *record.Record
	Edition edition.Edition // for its files
	Policy  policy.Policy
	Rules   *minutes.Rules // for the highlighting of the source views
	Look    Look
	Layouts fs.FS // Hugo templates, page.html at the root: the built-in ones overlaid by the archive's
	Static  fs.FS // files of the site itself, likewise
	Content fs.FS // what Edition.Files are copied from; may be nil where there are none
	// Data are the names of the files in data/ by the name of the table or the view that they hold ("actions",
	// "actions/open"), for links from the registers; nil for no links.
	Data  map[string][]string
	Feeds []Feed             // feeds and calendars, for links from the pages they belong to and from feeds/
	Out   *generation.Folder // the web root; what stands there already, such as data and feeds, is known to links
	Moves Moves              // what the archive declares of former addresses
	Batch int                // pages rendered at a time, which bounds memory; 0 means 2,000
	// Settings is the hash of whatever else the pages depend on: the archive's settings and the program. Former is what a build
	// with the same settings remembered of its pages, from which Out may keep them; nil for nothing. Both spare work, and change
	// no byte. Remember is called at the end with what the next build may have as Former; may be nil.
	Settings [sha256.Size]byte
	Former   []byte
	Remember func([]byte)
	// Progress is called after each batch with the pages done and the pages in all; may be nil.
	Progress func(done, total int)
	// Moved is called once, before any page is rendered, with the addresses that are no pages of their own; may be nil.
	Moved func(Moved)
	// Ahead is given, before any page is rendered, what it takes to print single pages of this site once more; may be nil.
	Ahead func(*Ahead)
}

// Look is the identity of a site, as data.
type Look struct {
	Title       string // "" means "Minutes"
	Description string // a sentence for the home page
	Language    string // BCP 47; "" means "en-GB"
	Accent      string // a CSS colour, "#1d4f7c"; "" for the stylesheet's own
	Logo        *Logo
	About       []string // paragraphs that begin the about page
	Kinds       []minutes.KindRule
	Footer      []Link
	Words       *wording.Words // what the site says in its own words
}

// Logo is a picture of the static files in the head of every page, with the size that it has there in CSS pixels.
type Logo struct {
	File, Dark    string // Dark is for dark schemes, "" for none of its own
	Alt           string
	Width, Height int
}

// Link is a text that leads somewhere. Href is absolute, or root-relative to the site.
type Link struct {
	Text string `json:"text"`
	Href string `json:"href"`
}

// Render writes every page of the site, its static files and its papers below Options.Out. The bytes
// depend on the options alone. An error names the template and the page; what was written until then
// stays, and is of no use.
func Render(ctx context.Context, o Options) error {
	return render(ctx, o)
}
