package minutes

import (
	"bytes"
	"regexp"
	"strings"
)

// linkDefinition is a link definition with its title: "[plan]: papers/plan.pdf".
var linkDefinition = regexp.MustCompile(`(?m)^ {0,3}\[([^\[\]\n]+)\]:[ \t]*(\S+)(?:[ \t]*\n?[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*$`)

var labels = regexp.MustCompile(`\[([^\[\]]+)\]`)

// unusedDefinitions are the link definitions that nothing in the text uses. Nobody is shown them: what used one may have
// been withheld, and its address with it.
func unusedDefinitions(text []byte) []Range {
	if !bytes.Contains(text, []byte("]:")) {
		return nil
	}
	found := linkDefinition.FindAllSubmatchIndex(text, -1)
	if len(found) == 0 {
		return nil
	}
	used := map[string]int{}
	for _, m := range labels.FindAllSubmatch(text, -1) {
		used[label(m[1])]++
	}
	for _, m := range found {
		used[label(text[m[2]:m[3]])]--
	}
	var unused []Range
	fences, end := fencesIn(text), -1
	for _, m := range found {
		for len(fences) > 0 && fences[0].End <= m[0] {
			fences = fences[1:]
		}
		line := text[bytes.LastIndexByte(text[:max(0, m[0]-1)], '\n')+1 : m[0]]
		begins := m[0] == 0 || len(bytes.TrimSpace(line)) == 0 || end == m[0]-1
		if !begins || len(fences) > 0 && fences[0].Start <= m[0] {
			continue // words of a paragraph, or code
		}
		end = m[1]
		if address.Match(text[m[4]:m[5]]) && used[label(text[m[2]:m[3]])] == 0 {
			unused = append(unused, Range{m[0], m[1]})
		}
	}
	return unused
}

var fence = regexp.MustCompile("(?m)^ {0,3}(`{3,}|~{3,})(.*)$")

// fencesIn are the fenced blocks of a text; one that is not closed runs to the end.
func fencesIn(text []byte) []Range {
	var all []Range
	open, mark := -1, ""
	for _, m := range fence.FindAllSubmatchIndex(text, -1) {
		run := string(text[m[2]:m[3]])
		switch {
		case open < 0:
			open, mark = m[0], run
		case strings.HasPrefix(run, mark) && len(strings.TrimSpace(string(text[m[4]:m[5]]))) == 0:
			all = append(all, Range{open, m[1]})
			open = -1
		}
	}
	if open >= 0 {
		all = append(all, Range{open, len(text)})
	}
	return all
}

// label is what a reference names its definition by: CommonMark compares labels without regard to case and blanks.
func label(text []byte) string {
	return strings.ToLower(strings.Join(strings.Fields(string(text)), " "))
}
