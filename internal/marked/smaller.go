package marked

import (
	"slices"
	"strings"
)

// Smaller is the archive without whatever can be taken out of it so that fails still says so. It changes a.
func (a *Archive) Smaller(fails func(*Archive) bool) *Archive {
	for again := true; again; {
		again = less(&a.Documents, func() bool { return fails(a) })
		for _, d := range a.Documents {
			try := func() bool { return fails(a) }
			again = less(&d.items, try) || again
			again = less(&d.preamble, func() bool { return apart(d.preamble) && fails(a) }) || again
			again = less(&d.ends, try) || again
			again = less(&d.front, try) || less(&d.hidden, try) || again
			d.each(func(p *part) { again = p.less(try) || again })
			for _, it := range d.items {
				again = it.less(try) || again
			}
		}
		again = less(&a.papers, func() bool { return fails(a) }) || again
		again = less(&a.notices, func() bool { return fails(a) }) || again
	}
	fails(a)
	return a
}

func (it *item) less(fails func() bool) bool {
	again := less(&it.parts, func() bool { return apart(it.parts) && fails() })
	again = less(&it.below, fails) || again
	for _, sub := range it.below {
		again = sub.less(fails) || again
	}
	return unmark(&it.mark, &it.own, fails) || again
}

// apart says whether nothing runs into what stands before it: what could has a paragraph before it from which no mark
// reaches on.
func apart(all []*part) bool {
	for i, p := range all {
		switch p.kind {
		case list, indented, table, htmlTable, attached:
			if i > 0 && (all[i-1].kind != paragraph || all[i-1].mark != "" || len(all[i-1].below) > 0) {
				return false
			}
		}
	}
	return true
}

func (p *part) less(fails func() bool) bool {
	if n := len(p.texts); p.kind == paragraph && n > 0 && !strings.HasSuffix(p.texts[n-1], ".") {
		return false // it goes on in what is below it
	}
	again := less(&p.texts, func() bool {
		return p.at <= len(p.texts) && (len(p.texts) > 0 || p.kind == list || p.kind == row) && fails()
	})
	if p.kind != row && len(p.below) > 0 {
		head := p.below[0]
		needsHead := p.kind == table || p.kind == htmlTable
		again = less(&p.below, func() bool {
			return (len(p.below) > 0 || p.kind == paragraph || p.kind == entry) && (!needsHead || p.below[0] == head) && fails()
		}) || again
	}
	if p.kind == attached || p.kind == rest {
		return again
	}
	return unmark(&p.mark, &p.own, fails) || again
}

// unmark takes a mark away where that leaves the failure.
func unmark(mark *string, own *Level, fails func() bool) bool {
	if *mark == "" {
		return false
	}
	m, l := *mark, *own
	if *mark, *own = "", Clear; fails() {
		return true
	}
	*mark, *own = m, l
	return false
}

// less takes out of a list what the failure does not need: halves first, then one by one.
func less[T any](all *[]T, fails func() bool) bool {
	any := false
	for size := max(1, len(*all)/2); size > 0; size /= 2 {
		for at := 0; at < len(*all); {
			before := *all
			*all = slices.Delete(slices.Clone(before), at, min(at+size, len(before)))
			if fails() {
				any = true
				continue
			}
			*all = before
			at += size
		}
	}
	return any
}

// String is the archive whole, without its settings and papers.
func (a *Archive) String() string {
	var b strings.Builder
	for _, f := range a.Files(nil) {
		if strings.HasSuffix(f.Name, ".md") {
			b.WriteString("-- " + f.Name + " --\n" + string(f.Data))
		}
	}
	return b.String()
}
