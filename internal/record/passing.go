package record

import (
	"regexp"
	"slices"
	"strings"
)

var furtherPage = regexp.MustCompile(`^page-\d+$`)

// Passing says whether an address is of a kind that comes and goes with the state of the record: a view of a
// register, or a further page of one. Every other address of a page is for ever.
func Passing(address string) bool {
	parts := strings.Split(strings.Trim(address, "/"), "/")
	if parts[0] == "decisions" && len(parts) > 1 {
		return true
	}
	for _, part := range parts[1:] {
		if furtherPage.MatchString(part) || part != "draft" && slices.Contains(registerNames, part) {
			return true
		}
	}
	return false
}
