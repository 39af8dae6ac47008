// Package marked makes up archives of minutes in which everything has a level of its own, and says what of them each
// audience may see. It asks nothing of the program for that: it knows what it wrote, so a build of an archive and one of
// what it says is left of it can be compared. Only tests use it.
//
// An Archive is a tree: documents of preamble and items, items of blocks and sub-items, blocks of what goes with them.
// A part has a level of its own, written as a mark of the grammar, or none; its level is the stricter of its own and that
// of what it stands in. Files prints the tree twice over: whole, with every mark, and for one site, without whatever is
// above its clearance. As a cut leaves one blank line, that is simply the parts that are left, as if nobody had ever
// written the others.
//
// What continues a part is below it in the tree: the list after a marked paragraph, what follows a colon, the second half
// of a sentence that a page break cut, the rows of an action's updates.
//
// Every word that matters is a Canary: nonsense that stands in one place, from which it follows who may read it.
package marked

import "strings"

// Level is how strictly something is kept: the greater, the fewer may read it.
type Level int

const (
	Clear Level = iota
	White
	Green
	Amber
	Red
	Nobody // what cannot be told, and what is never shown
)

// Levels are those that a banner can name, the most open first.
var Levels = []Level{Clear, White, Green, Amber, Red}

func (l Level) String() string {
	return [...]string{"Clear", "White", "Green", "Amber", "Red", "Nobody"}[l]
}

// Drafts are what a site shows of documents that are not final, as minutebook.yaml names it.
type Drafts string

const (
	Never      Drafts = "never"
	UntilFinal Drafts = "until-final"
	Kept       Drafts = "kept"
)

// Site is one audience.
type Site struct {
	Name    string
	Cleared Level
	Drafts  Drafts
}

// Sites are those of every archive, the most open first.
var Sites = []Site{{"public", Clear, Never}, {"parties", White, UntilFinal}, {"members", Amber, Kept}}

// File is a file of an archive, its name below the archive's folder.
type File struct {
	Name string
	Data []byte
}

// Archive is one made-up archive.
type Archive struct {
	Seed      uint64
	Documents []*Document
	papers    []*paper
	notices   []*notice
	stubs     Level                    // withheld items of this level leave their number; Clear for none
	people    string                   // how sites show who attended
	linked    map[Site]map[*paper]bool // what a site's documents link to, once asked for
}

// Document is the minutes of a meeting, or a plain page.
type Document struct {
	File     string
	Level    Level // of its banner
	Draft    bool
	meeting  string // "HWC_04"; "" for a page
	group    string // "HWC"
	number   string // "04"
	style    style
	front    []string // lines of the front matter
	hidden   []string // lines of it that nobody is shown
	banner   string   // "" where the front matter has the level
	preamble []*part
	items    []*item
	ends     []*part // link definitions, below everything
	words    []*Canary
	never    []*Canary // that nobody is shown
}

// paper is a file that parts link to. Who may see one of them may see it.
type paper struct {
	path  string // below content/
	words []*Canary
	text  string
}

// notice is a former address with the reason of its withdrawal, or where it leads.
type notice struct {
	level Level
	line  string
	list  string // key of the settings
	words []*Canary
}

// Canary is something that stands in one place of an archive, or belongs to it: a word, an id, a date.
type Canary struct {
	Field    string   // what it is: "paragraph", "venue", "id of an action"
	Spelt    []string // all its spellings, in small letters
	Level    Level    // of the place where it stands; of what belongs to a paper, nothing
	document *Document
	paper    *paper // that it belongs to
}

// Word says whether the canary is a nonsense word, of which no part may be found either.
func (c *Canary) Word() bool { return strings.HasPrefix(c.Spelt[0], stem) }

// stem begins every nonsense word.
const stem = "zq"
