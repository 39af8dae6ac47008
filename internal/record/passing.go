package record

import (
	"regexp"
	"slices"
	"strings"
)

var furtherPage = regexp.MustCompile(`^page-\d+$`)

// Passing says whether an address is of a kind that comes and goes with the state of the record: a view of a
// register, such as the decisions of a verb or the terms of a letter, or a further page of one; or a file that only the
// script of the search reads. Every other address of a page is for ever.
func Passing(address string) bool {
	parts := strings.Split(strings.Trim(address, "/"), "/")
	if len(parts) > 1 && slices.Contains([]string{"decisions", "glossary", "search"}, parts[0]) {
		return true
	}
	for _, part := range parts[1:] {
		if furtherPage.MatchString(part) || part != "draft" && slices.Contains(registerNames, part) {
			return true
		}
	}
	return false
}
