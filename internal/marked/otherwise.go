package marked

import "slices"

// Otherwise is the archive with other words in everything that a site does not show, and more of it. What the site shows
// is the same. It changes a.
func (a *Archive) Otherwise(s Site, seed uint64) *Archive {
	a.settle()
	o := &other{maker: &maker{dice: newDice(seed), a: a, taken: map[string]bool{}}, site: s}
	for _, d := range a.Documents {
		shown := a.shows(s, d)
		for i := range d.hidden {
			d.hidden[i] = "keeper: " + o.nonsense()
		}
		if !d.Draft { // else it would be none any more
			o.parts(&d.preamble, shown)
		}
		for _, it := range d.items {
			o.item(it, shown)
		}
	}
	for _, p := range a.papers {
		if len(p.words) > 0 && !a.Sees(s, p.words[0]) {
			p.text = o.nonsense()
		}
	}
	return a
}

// other changes what a site does not show.
type other struct {
	*maker
	site    Site
	counted bool // the parts are entries of an ordered list
}

func (o *other) nonsense() string {
	w, _ := o.word("")
	return w
}

func (o *other) item(it *item, shown bool) {
	if shown = shown && it.level <= o.site.Cleared; !shown {
		it.title = "Report of the " + capital(o.nonsense())
	}
	o.parts(&it.parts, shown)
	for _, sub := range it.below {
		o.item(sub, shown)
	}
}

func (o *other) parts(all *[]*part, shown bool) {
	var now []*part
	counted := o.counted
	for i, p := range *all {
		seen := shown && p.level <= o.site.Cleared
		o.counted = p.kind == list && p.ordered // the entries after one would have other numbers
		o.parts(&p.below, seen)
		if now = append(now, p); seen || p.kind == definition || i == 0 {
			continue
		}
		switch p.kind {
		case paragraph, quote:
			if p.mark != "" && len(p.below) == 0 && o.percent(30) {
				now = append(now, o.again(p)) // there is more of it
			}
			o.rewrite(p)
		case entry:
			o.rewrite(p)
			if !counted && o.percent(30) {
				now = append(now, o.again(p))
			}
		case fence, indented, pre, comment, cell:
			for i := range p.texts {
				p.texts[i] = o.like(p)
			}
		}
	}
	*all = now
}

// rewrite gives a part other words, of which the last ends as they did before.
func (o *other) rewrite(p *part) {
	for i := range len(p.texts) - 1 {
		p.texts[i] = o.like(p)
	}
	if n := len(p.texts); n > 0 && len(p.below) == 0 {
		p.texts[n-1] = o.like(p)
	}
}

// again is another part like p.
func (o *other) again(p *part) *part {
	twin := *p
	twin.texts, twin.words, twin.papers, twin.uses = slices.Clone(p.texts), nil, nil, nil
	o.rewrite(&twin)
	return &twin
}

// like is a text for a part of this kind, which Markdown could take for more than it is.
func (o *other) like(p *part) string {
	switch p.kind {
	case cell:
		return "Other " + o.nonsense()
	case comment:
		return "<!-- " + o.nonsense() + " -->"
	}
	return "The " + o.nonsense() + pick(o.dice, "", " `is", " <b>is", " **is", " [is", " is](it)", " _is_ &amp; &lt;", " ~~is", " \\", " is (it", " \"it", " is: it", " <it", " ![is", " | it |", " INC000000000666") + " told."
}
