package site

import (
	"net/url"
	"slices"
	"strings"

	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// searchForm is the search page before a search service fills it in.
type searchForm struct {
	head
	Kinds     []option `json:"kinds"`
	Groups    []option `json:"groups"`
	Statuses  []option `json:"statuses"`
	Years     []option `json:"years"`
	Owners    []option `json:"owners"`
	Registers []Link   `json:"registers"`

	Modifications []option  `json:"modifications"`
	Examples      []example `json:"examples"`
}

// option is one choice of a filter.
type option struct {
	Value string `json:"value"`
	Text  string `json:"text"`
}

// example is a query that can be asked of this record, and what it asks for.
type example struct {
	Query string `json:"query"`
	Href  string `json:"href"`
	Says  string `json:"says"`
}

func (b *builder) searchForm() searchForm {
	p := searchForm{
		head: head{Title: b.words.Say("search.title"), Section: "search", Crumbs: b.crumbs(), Band: b.wholeBand()},
		Kinds: []option{{"meeting", b.words.Say("search.meetings")}, {"item", b.words.Say("search.items")}, {"action", b.words.Say("search.actions")},
			{"decision", b.words.Say("search.decisions")}, {"incident", b.plural(minutes.KindIncident)}, {"modification", b.plural(minutes.KindModification)}},
		Statuses: []option{{"open", b.words.Say("status.open")}, {"closed", b.words.Say("status.closed")}, {"unknown", b.words.Say("status.unknown")}},
		Owners:   b.ownerOptions(),
		Examples: b.examples(),

		Modifications: b.modificationOptions(),
	}
	for _, k := range b.record.Others {
		p.Kinds = append(p.Kinds, option{string(k.Rule.Kind), b.plural(k.Rule.Kind)})
	}
	p.Kinds = append(p.Kinds, option{"page", b.words.Say("search.pages")})
	for _, g := range b.record.Groups {
		p.Groups = append(p.Groups, option{g.ID, groupTitle(g)})
	}
	for _, y := range yearsOf(b.record.Meetings) {
		p.Years = append(p.Years, option{y, y})
	}
	for _, entry := range b.nav() {
		p.Registers = append(p.Registers, entry.Link)
	}
	return p
}

// mostOptions is how many owners, or modifications, the form of the search offers.
const mostOptions = 200

// ownerOptions are those that actions fall on, by name; of very many those that most fell on.
func (b *builder) ownerOptions() []option {
	owners := slices.Clone(b.record.Owners)
	slices.SortStableFunc(owners, func(x, y *record.Owner) int { return len(y.Actions) - len(x.Actions) })
	offered := map[*record.Owner]bool{}
	for _, o := range firstOf(owners, mostOptions) {
		offered[o] = true
	}
	var all []option
	for _, o := range slices.DeleteFunc(slices.Clone(b.record.Owners), func(o *record.Owner) bool { return !offered[o] }) {
		all = append(all, option{o.Name, o.Name})
	}
	return all
}

// modificationOptions are the modifications, by id; of very many those that were last spoken of.
func (b *builder) modificationOptions() []option {
	all := slices.Clone(b.record.Modifications)
	last := func(s *record.Subject) string {
		if len(s.Mentions) == 0 {
			return ""
		}
		return dateOf(s.Mentions[len(s.Mentions)-1].Meeting)
	}
	slices.SortStableFunc(all, func(x, y *record.Subject) int { return strings.Compare(last(y), last(x)) })
	all = firstOf(all, mostOptions)
	slices.SortStableFunc(all, func(x, y *record.Subject) int { return strings.Compare(x.ID, y.ID) })
	var options []option
	for _, s := range all {
		options = append(options, option{s.ID, s.ID})
	}
	return options
}

// examples are queries made of what the record has.
func (b *builder) examples() []example {
	var all []example
	add := func(says string, words ...string) {
		q := strings.Join(words, " ")
		all = append(all, example{q, b.href("/search") + "?q=" + strings.ReplaceAll(url.QueryEscape(q), "+", "%20"), b.words.Say(says)})
	}
	r := b.record
	if t := nameOfTwo(r.Threads); t != "" {
		first, second, _ := strings.Cut(t, " ")
		add("search.example_phrase", `"`+first+" "+second+`"`)
		add("search.example_without", first, "-"+second)
	}
	if o := busiest(r.Owners); o != nil {
		add("search.example_owner", qualified("owner", o.Name), "status:open")
	}
	if len(r.Modifications) > 0 {
		add("search.example_modification", qualified("modification", r.Modifications[0].ID))
	}
	if len(r.Meetings) > 0 {
		m := r.Meetings[len(r.Meetings)-1]
		add("search.example_meeting", qualified("meeting", m.ID))
		if iso := dateOf(m); len(iso) >= 7 {
			add("search.example_items", "kind:item", qualified("group", m.Minutes.Meeting.Group), "year:"+iso[:4])
			add("search.example_after", "after:"+iso[:4]+"-01")
		}
	}
	return all
}

// qualified is a qualifier of a query; what has blanks stands in quotes.
func qualified(name, value string) string {
	if strings.ContainsAny(value, " ") {
		value = `"` + value + `"`
	}
	return name + ":" + value
}

// nameOfTwo are the first two words of the title of a standing item, rather of one that has more; "" if none has two of
// letters.
func nameOfTwo(threads []*record.Thread) string {
	plain := func(w string) bool { return len(w) > 3 && strings.Trim(w, "abcdefghijklmnopqrstuvwxyz") == "" }
	two := ""
	for _, t := range threads {
		words := strings.Fields(strings.ToLower(t.Title))
		if len(words) < 2 || !plain(words[0]) || !plain(words[1]) {
			continue
		}
		if two = words[0] + " " + words[1]; len(words) > 2 {
			return two
		}
	}
	return two
}

// busiest is the owner that most falls on, nil for none.
func busiest(owners []*record.Owner) *record.Owner {
	if len(owners) == 0 {
		return nil
	}
	return slices.MaxFunc(owners, func(x, y *record.Owner) int { return len(x.Actions) - len(y.Actions) })
}
