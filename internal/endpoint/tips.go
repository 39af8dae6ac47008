package endpoint

import (
	"html"
	"html/template"
	"strings"

	"minutebook/index"
)

// tips are sentences for who found nothing: what to try, and a way out of each filter and to the registers.
func (w words) tips(f form, restrictions []link) []template.HTML {
	all := []template.HTML{w.linked("results.tip_spelling"), w.linked("results.tip_ids")}
	switch len(restrictions) {
	case 0:
	case 1:
		all = append(all, w.linked("results.tip_filter", "filter", restrictions[0]))
	default:
		bare := form{index.Query{Text: f.Text, Sort: f.Sort, By: f.By, Size: f.Size}}
		all = append(all, w.linked("results.tip_filters", "all", link{Text: w.Say("results.without_filters"), Href: bare.with()}, "filters", restrictions))
	}
	if len(w.registers) > 0 {
		all = append(all, w.linked("results.tip_registers", "registers", w.registers))
	}
	return all
}

// linked is a text of the catalogue as HTML, with links or lists of them in its places.
func (w words) linked(key string, places ...any) template.HTML {
	said := html.EscapeString(w.Say(key))
	var pairs []string
	for i := 0; i+1 < len(places); i += 2 {
		pairs = append(pairs, "{"+places[i].(string)+"}")
		switch p := places[i+1].(type) {
		case link:
			pairs = append(pairs, p.html())
		case []link:
			var each []string
			for _, l := range p {
				each = append(each, l.html())
			}
			pairs = append(pairs, strings.Join(each, ", "))
		}
	}
	return template.HTML(strings.NewReplacer(pairs...).Replace(said))
}

func (l link) html() string {
	return `<a href="` + html.EscapeString(l.Href) + `">` + html.EscapeString(l.Text) + `</a>`
}
