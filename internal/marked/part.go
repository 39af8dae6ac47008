package marked

// kind is what a part is.
type kind int

const (
	paragraph  kind = iota
	list            // of entries
	entry           // of a list, with what is nested in it
	quote           // of paragraphs
	fence           // code between fences
	openFence       // code to the end of the document
	indented        // code by its indentation
	pre             // code as HTML
	table           // of rows, with pipes
	row             // of cells
	again           // the head of a table, repeated after a page break
	cell            // of a row
	htmlTable       // of rows, as HTML
	attached        // a mark on a line of its own, with a block directly below it
	rest            // a mark on a line of its own for all that follows in its item
	comment         // of HTML
	furniture       // of a printed page: its number
	definition      // of a link
)

var kinds = [...]string{"paragraph", "list", "list item", "quote", "fenced code", "unclosed code", "indented code", "pre", "table", "row", "repeated head", "cell",
	"HTML table", "attached mark", "mark of the rest", "comment", "furniture", "definition"}

func (k kind) String() string { return kinds[k] }

// part is a block of a document, with its own level if it has a mark, and what goes with it.
type part struct {
	kind  kind
	own   Level
	mark  string   // as it is written; "" for none
	at    int      // before which of the texts the mark stands; after all where it is their number
	texts []string // sentences, or lines
	below []*part  // entries, rows, cells; of a paragraph what continues it

	ordered, loose bool // of a list
	goesOn         bool // of a row: it continues the one before
	align          int  // of a table: its columns

	uses   []string // labels of the link definitions it uses; of a definition, its own
	papers []*paper // that it links to
	words  []*Canary

	level Level // found by settle
}

// item is one point of an agenda.
type item struct {
	number string
	title  string
	own    Level
	mark   string
	where  place
	parts  []*part
	below  []*item
	words  []*Canary

	level Level // found by settle
	in    Level // of what it stands in; found by settle, too
}

// place is where an item has its mark.
type place int

const (
	beforeNumber place = iota
	afterNumber
	afterTitle
	roundAfterTitle // "(RED)"
	underHeading    // on the next line
	firstBlock      // as its first block
)

// style is how a secretary writes headings.
type style int

const (
	plain style = iota // "3. Title"
	hash               // "## 3. Title"
	bold               // "**3. Title**"
)
