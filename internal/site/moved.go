package site

import (
	"cmp"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"minutebook/internal/former"
	"minutebook/internal/generation"
	"minutebook/internal/policy"
)

// Moves are what an archive declares of addresses that its pages had once. Nothing of a declaration is on a site
// that may not read its level.
type Moves struct {
	Redirects []Redirect
	Withdrawn []Withdrawal
}

// Redirect is an address that leads to another. Both are root-relative to the site and may end with the fragment
// of a paragraph or an item.
type Redirect struct {
	From, To string
	Level    policy.Level // who may know of it; it is for those of them who have To
}

// Withdrawal is an address that shows why there is nothing any more. It may end with a fragment.
type Withdrawal struct {
	Address, Reason string
	Level           policy.Level // who may read the reason
}

// Fate is what becomes of a declared address on one site.
type Fate string

const (
	Told     Fate = "told"     // it leads elsewhere, or shows the reason
	Withheld Fate = "withheld" // the site may not know of it
	There    Fate = "there"    // the site still has what the address named
	Nowhere  Fate = "nowhere"  // the site does not have what it leads to, or the page that its fragment was of
)

// Moved is what became of the addresses of a site that are no pages of their own.
type Moved struct {
	List  former.List
	Fates map[string]Fate // by declared address, as written
}

// Fates is what would become of the declared addresses, without rendering anything. Of the files that are no
// pages it knows those below Options.Out, where that is set.
func Fates(o Options) (map[string]Fate, error) {
	b := newBuilder(o)
	s, err := b.settle(o, b.all())
	if err != nil {
		return nil, err
	}
	return s.fates, nil
}

// settling decides what each address that is no page of its own shows on one site.
type settling struct {
	*builder
	real      map[string]bool // addresses of pages and files
	files     map[string]bool // below the root of the site; folders with a slash at their end
	declared  map[string]Redirect
	withdrawn map[string]Withdrawal
	aliases   map[string]string
	fates     map[string]Fate
	list      former.List
	pages     []page
	former    map[string][]formerPart
	band      band
}

// settle comes after everything else is written or listed, for what the site has goes before what it had.
func (b *builder) settle(o Options, pages []page) (*settling, error) {
	s := &settling{builder: b, real: map[string]bool{}, files: map[string]bool{}, declared: map[string]Redirect{},
		withdrawn: map[string]Withdrawal{}, aliases: map[string]string{}, fates: map[string]Fate{}, former: map[string][]formerPart{},
		list: former.List{Redirects: map[string]string{}}, band: b.wholeBand()}
	for _, pg := range pages {
		s.real[pg.path] = true
		s.occupy(pg.file())
	}
	if err := s.lookBelow(o.Out); err != nil {
		return nil, err
	}
	s.sort(o.Moves)
	for _, address := range slices.Sorted(maps.Keys(s.withdrawn)) {
		s.withdraw(address, s.withdrawn[address])
	}
	for _, address := range slices.Sorted(maps.Keys(s.declared)) {
		s.lead(address, s.declared[address])
	}
	for _, r := range b.record.Redirects {
		if s.fits(r.From) {
			s.add(r.From, r.To, movedPage{head: head{Title: r.Why}, Why: r.Why, Text: r.ID})
		}
	}
	for from := range s.list.Redirects {
		b.known[from] = true // documents may link there
	}
	return s, nil
}

// lookBelow notes the files that are in place already: the static ones, data and papers.
func (s *settling) lookBelow(out *generation.Folder) error {
	if out == nil {
		return nil
	}
	names, err := out.Names()
	for _, name := range names {
		s.real["/"+name] = true
		s.occupy(name)
	}
	return err
}

// occupy notes a file and the folders that it stands in.
func (s *settling) occupy(file string) {
	s.files[file] = true
	for dir := path.Dir(file); dir != "."; dir = path.Dir(dir) {
		s.files[dir+"/"] = true
	}
}

// free says whether a declared page can be put at an address: nothing is there, nor does what is there have it for
// another spelling.
func (s *settling) free(address string) bool { return s.aliases[address] == "" && s.fits(address) }

// fits says whether a page can be put at an address: no file is there, nor where it needs a folder.
func (s *settling) fits(address string) bool {
	file := page{path: address}.file()
	taken := s.real[address] || s.files[file] || s.files[file+"/"]
	for dir := path.Dir(file); dir != "."; dir = path.Dir(dir) {
		taken = taken || s.files[dir]
	}
	return !taken
}

// sort keeps the declarations that this site may know of, by address.
func (s *settling) sort(m Moves) {
	for _, r := range m.Redirects {
		if s.fates[r.From] = Withheld; s.record.Site.Clearance.Permits(r.Level) {
			s.declared[spelt(r.From)] = r
		}
	}
	for _, w := range m.Withdrawn {
		if s.fates[w.Address] = Withheld; s.record.Site.Clearance.Permits(w.Level) {
			s.withdrawn[spelt(w.Address)] = w
		}
	}
	for _, r := range s.record.Redirects {
		s.aliases[r.From] = r.To
	}
}

// spelt is an address in the spelling of pages, with its fragment.
func spelt(address string) string {
	at, fragment, ok := strings.Cut(address, "#")
	if ok {
		return former.Page(at) + "#" + fragment
	}
	return former.Page(at)
}

func (s *settling) withdraw(address string, w Withdrawal) {
	at, fragment, part := strings.Cut(address, "#")
	switch {
	case part && s.has(at) == "":
		s.fates[w.Address] = Nowhere
	case part && s.fragments(at) == nil:
		s.fates[w.Address] = Nowhere
	case part && s.fragments(at)[fragment], !part && !s.free(at):
		s.fates[w.Address] = There
	case part:
		s.fates[w.Address] = Told
		s.former[at] = append(s.former[at], formerPart{ID: fragment, Reason: w.Reason, Level: s.policy.Name(w.Level)})
	default:
		s.fates[w.Address] = Told
		s.list.Withdrawn = append(s.list.Withdrawn, at)
		s.put(page{path: at, layout: "withdrawn", value: func() any { return s.withdrawnPage(w) }})
	}
}

func (s *settling) lead(address string, r Redirect) {
	at, fragment, part := strings.Cut(address, "#")
	to, ok := s.end(r.To)
	switch {
	case part && s.fragments(at)[fragment], !part && !s.free(at):
		s.fates[r.From] = There
	case !ok, part && (s.has(at) == "" || s.fragments(at) == nil):
		s.fates[r.From] = Nowhere
	case part:
		s.fates[r.From] = Told
		s.former[at] = append(s.former[at], formerPart{ID: fragment, Href: s.hrefTo(to), Text: s.name(to)})
	default:
		s.fates[r.From] = Told
		s.add(at, to, movedPage{head: head{Title: s.words.Say("moved.title")}, Text: s.name(to)})
		s.leadBelow(at, to)
	}
}

// leadBelow has what stood below a meeting, such as its source, lead to the same below the other meeting.
func (s *settling) leadBelow(from, to string) {
	if s.fragments(to) == nil || !strings.HasSuffix(from, "/") {
		return
	}
	for _, at := range slices.Sorted(maps.Keys(s.real)) {
		rest, below := strings.CutPrefix(at, to)
		if _, other := s.declared[from+rest]; below && rest != "" && !other && s.free(from+rest) {
			s.add(from+rest, at, movedPage{head: head{Title: s.words.Say("moved.title")}, Text: s.name(at)})
		}
	}
}

func (s *settling) add(from, to string, p movedPage) {
	p.Href = s.hrefTo(to)
	p.Crumbs, p.Band = s.crumbs(), s.band
	s.list.Redirects[from] = to
	s.put(page{path: from, layout: "moved", value: func() any { return p }})
}

func (s *settling) put(p page) {
	s.pages = append(s.pages, p)
	s.occupy(p.file())
}

// hrefTo is how a link to a page or a file of the site is written, whatever characters it has.
func (s *settling) hrefTo(to string) string {
	at, fragment, _ := strings.Cut(strings.TrimPrefix(to, "/"), "#")
	return s.base + strings.TrimPrefix((&url.URL{Path: "/" + at, Fragment: fragment}).String(), "/")
}

// apply is all pages of the site: those that it has, with what became of their former parts, and those that it had.
func (s *settling) apply(pages []page) []page {
	for i, pg := range pages {
		if parts := s.former[pg.path]; len(parts) > 0 {
			slices.SortFunc(parts, func(a, b formerPart) int { return cmp.Compare(a.ID, b.ID) })
			pages[i].value, pages[i].key = func() any { return changed{pg.value(), parts} }, nil
		}
	}
	return append(pages, s.pages...)
}
