// Package sitemap tells search engines which pages a site has (sitemaps.org), where the site is for everybody and its address is
// known. On any other site it writes nothing.
//
//	sitemap.xml               every page, or where they are too many for one file the list of these:
//	sitemaps/actions-1.xml    at most 50,000 pages and 50 MB each, by the first part of their address
//	robots.txt                names sitemap.xml; only of a site at the root of its host, for nobody looks elsewhere
//
// Listed are pages whose address is for ever (record.Passing), but for what says the same again: sources, superseded drafts, the
// search page, and pages that lead elsewhere. The pages of a meeting have its date as their lastmod; no other has one, for nobody
// knows when the rest was written. An archive's own sitemap.xml and robots.txt stay.
package sitemap

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"minutebook/internal/former"
	"minutebook/internal/generation"
	"minutebook/internal/permalink"
	"minutebook/internal/policy"
	"minutebook/internal/prose"
	"minutebook/internal/record"
)

// Names of what is written below the web root.
const (
	File   = "sitemap.xml"
	Robots = "robots.txt"
	Folder = "sitemaps"
)

// limits are those of one file.
type limits struct{ pages, bytes int }

var usual = limits{50_000, 50_000_000}

// Write lists the pages of a site that otherwise is complete. moved are those of its addresses that lead elsewhere.
func Write(r *record.Record, p policy.Policy, moved former.List, www *generation.Folder) error {
	return write(r, p, moved, www, usual)
}

func write(r *record.Record, p policy.Policy, moved former.List, www *generation.Folder, most limits) error {
	if p.Restricted(r.Site) || permalink.Host(r.Site) == "" {
		return nil
	}
	names, err := www.Names()
	if err != nil {
		return err
	}
	m := maker{site: r.Site, www: www, most: most}
	dates := datesOf(r)
	for _, name := range names {
		if at, ok := listed(name, moved); ok {
			m.add(at, dates[meetingOf(at)])
		}
	}
	return m.end()
}

// listed is the address of the page in a file; ok is false for what is none, and for pages that are not listed.
func listed(name string, moved former.List) (at string, ok bool) {
	if name != "index.html" && !strings.HasSuffix(name, "/index.html") {
		return "", false
	}
	at = "/" + strings.TrimSuffix(name, "index.html")
	if _, leads := moved.Redirects[at]; leads || slices.Contains(moved.Withdrawn, at) || record.Passing(at) {
		return "", false
	}
	again := at == "/search/" || strings.HasSuffix(at, "/source/") || strings.Contains(at, "/draft/") || strings.HasPrefix(at, "/files/")
	return at, !again
}

func datesOf(r *record.Record) map[string]string {
	dates := map[string]string{}
	for _, m := range r.Meetings {
		if date := m.Minutes.Meeting.Date; prose.IsDay(date) {
			dates[m.Path] = date
		}
	}
	return dates
}

// meetingOf is the address of the meeting that a page is of; any other for what is of none.
func meetingOf(at string) string {
	parts := strings.SplitAfterN(strings.TrimPrefix(at, "/"), "/", 3)
	return "/" + strings.Join(parts[:min(2, len(parts))], "")
}

// maker gathers entries, which come in the order of their addresses.
type maker struct {
	site  policy.Site
	www   *generation.Folder
	most  limits
	parts []part
}

// part is a file in the making.
type part struct {
	section string
	number  int // of those of its section, from 1
	pages   int
	text    bytes.Buffer
}

const (
	schema = "http://www.sitemaps.org/schemas/sitemap/0.9"
	head   = xml.Header + `<urlset xmlns="` + schema + `">` + "\n"
	foot   = "</urlset>\n"
)

func (m *maker) add(at, date string) {
	entry := m.entry("url", at, date)
	p := m.part(sectionOf(at))
	if p.pages == m.most.pages || p.pages > 0 && len(head)+p.text.Len()+len(entry)+len(foot) > m.most.bytes {
		m.parts = append(m.parts, part{section: p.section, number: p.number + 1})
		p = &m.parts[len(m.parts)-1]
	}
	p.pages++
	p.text.WriteString(entry)
}

// part is the last part of a section.
func (m *maker) part(section string) *part {
	for i := range slices.Backward(m.parts) {
		if m.parts[i].section == section {
			return &m.parts[i]
		}
	}
	m.parts = append(m.parts, part{section: section, number: 1})
	return &m.parts[len(m.parts)-1]
}

// sectionOf is the first part of an address that others share.
func sectionOf(at string) string {
	section, rest, _ := strings.Cut(strings.TrimPrefix(at, "/"), "/")
	if rest == "" {
		return "pages"
	}
	return section
}

func (m *maker) entry(element, at, date string) string {
	var b strings.Builder
	b.WriteString(" <" + element + "><loc>")
	_ = xml.EscapeText(&b, []byte(permalink.Address(m.site, (&url.URL{Path: at}).EscapedPath()))) // into memory
	b.WriteString("</loc>")
	if date != "" {
		b.WriteString("<lastmod>" + date + "</lastmod>")
	}
	b.WriteString("</" + element + ">\n")
	return b.String()
}

// end writes the files.
func (m *maker) end() error {
	if err := m.write(Robots, m.robots()); err != nil {
		return err
	}
	all, pages := bytes.NewBufferString(head), 0
	for i := range m.parts {
		all.Write(m.parts[i].text.Bytes())
		pages += m.parts[i].pages
	}
	all.WriteString(foot)
	if pages <= m.most.pages && all.Len() <= m.most.bytes {
		return m.write(File, all.Bytes())
	}
	index := bytes.NewBufferString(xml.Header + `<sitemapindex xmlns="` + schema + `">` + "\n")
	for i := range m.parts {
		p := &m.parts[i]
		name := fmt.Sprintf("%s/%s-%d.xml", Folder, p.section, p.number)
		if err := m.write(name, slices.Concat([]byte(head), p.text.Bytes(), []byte(foot))); err != nil {
			return err
		}
		index.WriteString(m.entry("sitemap", "/"+name, ""))
	}
	index.WriteString("</sitemapindex>\n")
	return m.write(File, index.Bytes())
}

// robots is robots.txt; nil for a site that is not at the root of its host.
func (m *maker) robots() []byte {
	if m.site.Base() != "" {
		return nil
	}
	return []byte("User-agent: *\nAllow: /\nSitemap: " + permalink.Address(m.site, "/"+File) + "\n")
}

// write leaves what an archive has of its own.
func (m *maker) write(name string, data []byte) error {
	if data == nil || m.www.Has(name) {
		return nil
	}
	if err := m.www.Write(name, data); err != nil {
		return fmt.Errorf("write the sitemap: %w", err)
	}
	return nil
}
