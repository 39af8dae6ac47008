package build_test

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
)

const settingsFile = "minutebook.yaml"

// set writes a setting, or writes it away.
func (d *desk) set() string {
	line := pickOf(d.Rand, []string{
		fmt.Sprintf("title: Harbour minutes %d", d.IntN(9)), `accent: "#7a1f4b"`, `accent: "#12407a"`, "language: cy", "language: fr",
		"description: Of lamps and quays.", "about: Lamps are dear.", "footer: [{text: Rules, url: 'https://harbour.example/rules'}]",
		"owners: [Dockmaster, The Chair]", "verbs: [AGREED]", "harmless: [TBC]", "policy: {name: lamps}",
		"words: {kind: {action: Deed}, count: {actions: {one: '{n} deed', other: '{n} deeds'}}}",
		"kinds: [{kind: incident, pattern: '\\b(INC\\d{12})\\b', canonical: '$1', label: Fault, plural: Faults, page: true}]",
		"groups: [{id: HWC, name: Harbour Watch}, {id: DRG, name: Dredging Group, aliases: [LKB]}]",
		"redirects: [{from: /lamps/, to: /meetings/, level: Clear}]", "withdrawn: [{address: /quays/, level: White, reason: Nobody asked.}]",
	})
	key, _, _ := strings.Cut(line, ":")
	var kept []string
	inside := false
	for _, l := range strings.Split(strings.TrimRight(string(d.read(settingsFile)), "\n"), "\n") {
		if l != "" && l[0] != ' ' && l[0] != '#' && l[0] != '-' {
			inside = strings.HasPrefix(l, key+":")
		}
		if !inside {
			kept = append(kept, l)
		}
	}
	if d.IntN(4) > 0 || key == "kinds" || key == "groups" {
		kept = append(kept, line)
	}
	d.write(settingsFile, []byte(strings.Join(kept, "\n")+"\n"))
	return line
}

// siteSettings are those of a site, each with what it can be.
var siteSettings = []struct {
	pattern *regexp.Regexp
	values  []string
}{
	{regexp.MustCompile(`drafts: [\w-]+`), []string{"drafts: never", "drafts: until-final", "drafts: kept"}},
	{regexp.MustCompile(`people: \w+`), []string{"people: names", "people: organisations", "people: counts"}},
	{regexp.MustCompile(`clearance: \w+`), []string{"clearance: Clear", "clearance: White", "clearance: Green", "clearance: Amber"}},
	{regexp.MustCompile(`name: public(, url: [^,]+)?`), []string{"name: public", "name: public, url: https://harbour.example/book", "name: public, url: https://harbour.example"}},
	{regexp.MustCompile(`stub: \w+`), []string{"stub: true", "stub: false"}},
	{regexp.MustCompile(`name: White, online: \w+`), []string{"name: White, online: true", "name: White, online: false"}},
}

// site changes what an audience is shown.
func (d *desk) site() string {
	text := string(d.read(settingsFile))
	s := pickOf(d.Rand, siteSettings)
	at := pickOf(d.Rand, s.pattern.FindAllStringIndex(text, -1))
	if at == nil {
		return ""
	}
	value := pickOf(d.Rand, s.values)
	d.write(settingsFile, []byte(text[:at[0]]+value+text[at[1]:]))
	return value
}

// unset removes an entry of a list.
func (d *desk) unset() string {
	lines := strings.Split(string(d.read(settingsFile)), "\n")
	at := d.IntN(len(lines))
	if !strings.HasPrefix(lines[at], "  - {") || strings.Contains(lines[at], "clearance:") || strings.Contains(lines[at], "online:") {
		return ""
	}
	d.write(settingsFile, []byte(strings.Join(append(lines[:at:at], lines[at+1:]...), "\n")))
	return settingsFile
}

// layout writes a layout of the archive's own over a built-in one.
func (d *desk) layout() string {
	name := pickOf(d.Rand, []string{"action.html", "meeting.html", "register.html", "front.html", "subject.html", "_partials/due.html", "_partials/date.html", "baseof.html"})
	text, err := os.ReadFile(filepath.Join("..", "..", "layouts", name))
	must(err)
	mark := fmt.Sprintf("<i>lamp %d</i>", d.IntN(1000))
	changed := string(text) + mark
	if before, after, ok := strings.Cut(string(text), "</h1>"); ok {
		changed = before + "</h1>" + mark + after
	} else if before, after, ok := strings.Cut(string(text), "</footer>"); ok {
		changed = before + mark + "</footer>" + after
	}
	d.write(path.Join("layouts", name), []byte(changed))
	return name
}

// builtinLayouts removes all of the archive's own.
func (d *desk) builtinLayouts() string {
	must(os.RemoveAll(filepath.Join(d.root, "layouts")))
	return "again"
}

// words writes a catalogue of the archive's own.
func (d *desk) words() string {
	name := pickOf(d.Rand, []string{"layouts/words/en.yaml", "layouts/words/cy.yaml"})
	if d.read(name) != nil {
		must(os.Remove(filepath.Join(d.root, name)))
		return name + " away"
	}
	text, err := os.ReadFile(filepath.Join("..", "..", name))
	must(err)
	d.write(name, []byte(strings.Replace(string(text), "calendar: ", fmt.Sprintf("calendar: lamps%d ", d.IntN(9)), 1)))
	return name
}

// static writes or removes a file that goes out as it is.
func (d *desk) static() string {
	name := pickOf(d.Rand, []string{"static/site.css", "static/lamp.txt", "static/deep/lamp.bin", "static/theme.css", "static/favicon.svg", "static/about/index.html"})
	if d.read(name) != nil && d.IntN(2) == 0 {
		must(os.Remove(filepath.Join(d.root, name)))
		return name + " away"
	}
	d.write(name, fmt.Appendf(nil, "i{color:rgb(%d,0,0)}\n", d.IntN(256)))
	return name
}

// asOf changes the day that "overdue" counts from.
func (d *desk) asOf() string {
	d.options.AsOf = pickOf(d.Rand, []string{"", "2022-02-01", "2025-01-31"})
	return "day " + d.options.AsOf
}
