package record

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"

	"minutebook/internal/minutes"
)

// longestSlug bounds a part of an address, in bytes; file systems hold 255.
const longestSlug = 80

// address gives every record its path. Each kind is a folder of its own.
func (l *linker) address() {
	l.record.paths = make(map[key]string, len(l.named)+len(l.actions)+len(l.subjects))
	r := l.record
	give("/groups/", r.Groups, func(g *Group) string { return g.ID }, func(g *Group, p string) { g.Path = p })
	give("/meetings/", r.Meetings, func(m *Meeting) string { return m.ID }, setMeetingPath)
	give("/actions/", r.Actions, func(a *Action) string { return a.ID }, func(a *Action, p string) { a.Path = p })
	give("/incidents/", r.Incidents, func(s *Subject) string { return s.ID }, func(s *Subject, p string) { s.Path = p })
	give("/modifications/", r.Modifications, func(s *Subject) string { return s.ID }, func(s *Subject, p string) { s.Path = p })
	for _, k := range r.Others {
		give(k.Path, k.Subjects, func(s *Subject) string { return s.ID }, func(s *Subject, p string) { s.Path = p })
	}
	give("/owners/", r.Owners, func(o *Owner) string { return o.Name }, func(o *Owner, p string) { o.Path = p })
	give("/threads/", r.Threads, func(t *Thread) string { return t.Group.ID + " " + l.threadKeys[t] }, func(t *Thread, p string) { t.Path = p })
	l.addressPages()
	l.indexPaths()
}

func (l *linker) indexPaths() {
	for id, m := range l.named {
		l.record.paths[key{minutes.KindMeeting, id}] = m.Path
	}
	for id, a := range l.actions {
		l.record.paths[key{minutes.KindAction, id}] = a.Path
	}
	for k, s := range l.subjects {
		l.record.paths[k] = s.Path
	}
}

func setMeetingPath(m *Meeting, p string) {
	m.Path = p
	for i, draft := range m.Superseded {
		age := len(m.Superseded) - i
		if draft.Path = p + "draft/"; age > 1 {
			draft.Path = fmt.Sprintf("%sdraft-%d/", p, age)
		}
	}
}

// addressPages puts plain pages at the root, named by their file below content/.
func (l *linker) addressPages() {
	l.record.pages = map[*minutes.Page]string{}
	name := func(p *minutes.Page) string {
		file := strings.TrimPrefix(path.Clean(p.File), "content/")
		return strings.TrimSuffix(file, path.Ext(file))
	}
	give("/", l.record.Pages, name, func(p *minutes.Page, at string) { l.record.pages[p] = at })
}

// give hands out the addresses of one folder, in order of id, so that of two ids which come out alike the
// later one is changed.
func give[T any](folder string, records []T, id func(T) string, set func(T, string)) {
	taken := make(map[string]bool, len(records))
	byID := slices.Clone(records)
	slices.SortStableFunc(byID, func(a, b T) int { return strings.Compare(id(a), id(b)) })
	for _, r := range byID {
		part := partOf(folder, id(r))
		for n := 0; taken[part]; n++ {
			part = fmt.Sprintf("%s-%s", slug(id(r)), hash(fmt.Sprint(id(r), strings.Repeat("'", n))))
		}
		taken[part] = true
		set(r, folder+part+"/")
	}
}

// partOf is what an id has for an address below folder, if no other id has it already.
func partOf(folder, id string) string {
	part := slug(id)
	if reserved(folder, part) {
		return "page-" + part
	}
	return part
}

// slug is an id as a part of an address: lower case, ASCII letters and digits, single hyphens between. What
// loses a letter or a digit, or is cut, carries a hash of the id, so that its address does not depend on
// which other ids there are.
func slug(id string) string {
	words := strings.FieldsFunc(strings.ToLower(id), func(r rune) bool { return !plain(r) })
	s := strings.Join(words, "-")
	whole := s != "" && !strings.ContainsFunc(id, func(r rune) bool { return r > unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsNumber(r)) })
	if whole && len(s) <= longestSlug {
		return s
	}
	return strings.TrimLeft(s[:min(len(s), longestSlug)]+"-"+hash(id), "-")
}

func plain(r rune) bool { return 'a' <= r && r <= 'z' || '0' <= r && r <= '9' }

func hash(id string) string {
	sum := sha256.Sum256([]byte(id))
	return hex.EncodeToString(sum[:4])
}

// reserved says whether the site has, or may come to have, a page of its own at this address.
func reserved(folder, part string) bool {
	if folder == "/" {
		return slices.Contains(siteNames, part)
	}
	return strings.HasPrefix(part, "page-") || slices.Contains(registerNames, part)
}

var siteNames = []string{
	"404", "actions", "api", "assets", "calendars", "changes", "data", "decisions", "feeds", "files", "glossary", "groups",
	"healthz", "incidents", "index", "meetings", "modifications", "owners", "plots", "search", "static", "threads",
}
var registerNames = []string{"changed", "closed", "draft", "due", "due-next", "group", "groups", "index", "open", "overdue", "owner", "owners", "page", "silent", "status", "unknown", "year", "years"}
