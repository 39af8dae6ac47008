package minutes

import (
	"path"
	"strings"

	"minutebook/internal/finding"
	"minutebook/internal/policy"
)

// Parse reads one document as minutes. It never fails: what cannot be read or told is a finding, and a
// document whose level cannot be told is Untold. Its time is linear in the size of src, whatever src holds.
func Parse(file string, src []byte, rules *Rules) *Minutes {
	r := &reader{file: file, rules: rules, m: &Minutes{File: file}}
	if r.readable(src) {
		whole := r.readText(src)
		r.repairPages()
		r.readAgenda()
		r.joinAll()
		r.readBanner(whole)
		r.readHead()
		r.readAttendance()
		r.readNext()
		r.readActions()
		r.readActionTables()
		r.settleTails()
		r.readDecisions()
		r.readReferences()
		r.readSubjects()
		r.readGlossary()
		r.judge()
		r.nameBlocks()
		r.readPortions()
		r.readPresence()
		r.readPeople()
	} else {
		r.nameByFile()
	}
	finding.Sort(r.findings)
	r.m.Findings = r.findings
	return r.m
}

// ParsePage reads a plain page, a document whose front matter says "kind: page". Its level is what the
// front matter says; missing or unknown it is Untold, with a finding.
func ParsePage(file string, src []byte, rules *Rules) *Page {
	r := &reader{file: file, rules: rules, m: &Minutes{File: file}}
	page := &Page{File: file}
	if r.readable(src) {
		whole := r.readText(src)
		r.blocks = r.joinTables(r.blocks)
		r.m.Preamble = r.blocks
		r.m.Classification.Level = r.pageRestraint(r.pageLevel(whole))
		r.readPortions()
		page.Level, page.Strictest, page.Portions = r.m.Classification.Level, r.m.Classification.Strictest, r.m.Portions
		page.Front, page.Hidden = r.m.Front, r.m.Hidden
		page.Title = r.m.Front.Title
		page.Blocks = r.blocks
		r.nameBlocks()
	}
	if page.Title == "" {
		page.Title = firstHeading(page.Blocks)
	}
	if page.Title == "" {
		page.Title = stem(file)
	}
	finding.Sort(r.findings)
	page.Findings = r.findings
	return page
}

func (r *reader) readable(src []byte) bool {
	f := Readable(r.file, src)
	if f != nil {
		r.findings = append(r.findings, *f)
	}
	return f == nil
}

// readText reads front matter and Markdown into blocks. It is false where something may have been missed,
// so that the document's level cannot be trusted.
func (r *reader) readText(src []byte) (whole bool) {
	r.src = newSource(src, nil)
	front, hidden, broken := r.readFront(src)
	r.m.Front = front
	marks := r.unprintable(src)
	r.src = newSource(src, merged(hidden, marks))
	if unseen := r.unseenText(); len(unseen) > 0 {
		hidden = merged(hidden, unseen)
		r.src = newSource(src, merged(hidden, marks))
	}
	r.m.Hidden = hidden
	tame := r.readBlocks()
	return tame && !broken
}

func (r *reader) readBlocks() (tame bool) {
	why := tangled(r.src.text)
	if why == "" {
		doc, err := parseMarkdown(r.src.text)
		if err == nil {
			c := &converter{r: r, text: r.src.text}
			r.blocks = c.children(doc, 0)
			return true
		}
		why = err.Error()
	}
	r.say(finding.Error, "too-tangled", 1, 1, why, "the document is read as plain text and withheld; write it more simply")
	r.blocks = r.plainBlocks()
	return false
}

// plainBlocks are the paragraphs of a text that is not read as Markdown.
func (r *reader) plainBlocks() []*Block {
	var all []*Block
	var open *Block
	for at := 0; at < len(r.src.text); {
		text, next := lineEnd(r.src.text, at)
		words := strings.TrimSpace(string(text))
		if words == "" {
			open = nil
		} else {
			line, column := r.src.place(at)
			if open == nil {
				open = &Block{Kind: Paragraph, Line: line, Column: column}
				all = append(all, open)
			} else {
				open.Spans[len(open.Spans)-1].Text += " "
			}
			open.Spans = append(open.Spans, Span{Text: words, Line: line, Column: column})
			open.EndLine = line
		}
		at = next
	}
	return all
}

func (r *reader) pageLevel(whole bool) policy.Level {
	written := r.m.Front.Level
	level, ok := r.rules.Policy.Level(written)
	switch {
	case !whole:
		return policy.Untold
	case written == "":
		r.say(finding.Error, "no-level", 1, 1, "the page's front matter gives no level", "add level: and one of "+r.levelNames())
	case !ok:
		r.say(finding.Error, "unknown-level", 1, 1, "level "+quote(written)+" is not known", "use one of "+r.levelNames())
	}
	return level
}

func (r *reader) levelNames() string {
	var names []string
	for _, l := range r.rules.Policy.Levels() {
		names = append(names, r.rules.Policy.Name(l))
	}
	return strings.Join(names, ", ")
}

func firstHeading(blocks []*Block) string {
	for _, b := range blocks {
		if b.Kind == Heading {
			return b.Text()
		}
	}
	return ""
}

// stem is a file's name without its folders and extension.
func stem(file string) string {
	base := path.Base(strings.ReplaceAll(file, `\`, "/"))
	if s := strings.TrimSuffix(base, path.Ext(base)); s != "" && s != "." {
		return s
	}
	return "untitled"
}
