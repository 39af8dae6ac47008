package markup

import (
	"html/template"

	"minutebook/internal/minutes"
	"minutebook/internal/policy"
)

// portion is a run of blocks of one level.
type portion struct {
	level  policy.Level
	blocks []*minutes.Block
}

// portions parts blocks into runs of one level, in order.
func portions(bs []*minutes.Block) []portion {
	var all []portion
	for _, b := range bs {
		if n := len(all); n > 0 && all[n-1].level == b.Level {
			all[n-1].blocks = append(all[n-1].blocks, b)
		} else {
			all = append(all, portion{b.Level, []*minutes.Block{b}})
		}
	}
	return all
}

// stricter says whether a level is told and is stricter than that of what is around.
func (w Writer) stricter(l policy.Level) bool {
	return w.Level != policy.Untold && l != policy.Untold && l != w.Level && policy.Stricter(l, w.Level) == l
}

// Portion puts what is written of a part of the given level into a group that says the level; as it is where the part
// is no stricter than what is around it.
func (w Writer) Portion(l policy.Level, inside func(Writer) template.HTML) template.HTML {
	if !w.stricter(l) {
		return inside(w)
	}
	start := w.groupStart(l)
	w.Level = l
	return template.HTML(start) + inside(w) + "</div>\n"
}

func (w Writer) groupStart(l policy.Level) string {
	name := ""
	if w.LevelName != nil {
		name = w.Words.Say("text.marked", "level", w.LevelName(l))
	}
	return `<div class="portion" role="group"` + attribute("aria-label", name) + ">\n"
}

// portionClass marks an entry of a list, or a row or cell of a table, around which no group can stand.
func (p *page) portionClass(b *minutes.Block) []string {
	if p.stricter(b.Level) {
		return []string{"portion"}
	}
	return nil
}

// within writes what stands inside a block of its level.
func (p *page) within(b *minutes.Block, write func()) {
	if !p.stricter(b.Level) {
		write()
		return
	}
	around := p.Level
	p.Level = b.Level
	write()
	p.Level = around
}
