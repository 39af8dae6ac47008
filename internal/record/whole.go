package record

import (
	"slices"
	"strings"
	"unicode"

	"minutebook/internal/edition"
	"minutebook/internal/policy"
)

// Whole is the record of everything that an archive holds, for the checks of its secretary. It is no Record:
// pages, tables and index cannot be made from it.
type Whole struct {
	Groups   []*Group
	Meetings []*Meeting // by date, then id; those that stand
	Actions  []*Action
	paths    map[string]bool
}

// LinkWhole links a whole archive as Link does an edition.
func LinkWhole(w edition.Whole) *Whole {
	r := link(policy.Site{}, w.Documents(), nil, w.Kinds())
	whole := &Whole{Groups: r.Groups, Meetings: r.Meetings, Actions: r.Actions, paths: map[string]bool{}}
	for _, path := range r.paths {
		whole.paths[path] = true
	}
	return whole
}

// recordFolders are where the records are whose ids hold letters and digits.
var recordFolders = []string{"actions", "incidents", "meetings", "modifications"}

// Lacks says whether a root-relative address is made like that of an action, an incident, a modification or a
// meeting, and none has it. Of any other address, registers among them, it says nothing.
func (w *Whole) Lacks(address string) bool {
	parts := strings.Split(strings.Trim(address, "/"), "/")
	if len(parts) != 2 || !slices.Contains(recordFolders, parts[0]) {
		return false
	}
	first, _, _ := strings.Cut(parts[1], "-")
	letters := strings.ContainsFunc(parts[1], unicode.IsLetter)
	digits := strings.ContainsFunc(parts[1], unicode.IsDigit)
	return letters && digits && !reserved("/"+parts[0]+"/", first) && !w.paths["/"+parts[0]+"/"+parts[1]+"/"]
}
