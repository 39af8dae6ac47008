package edition

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var versionNumber = regexp.MustCompile(`\d+(?:\.\d+)*`)

// notFinal are the words by which minutes say that they are not final, without the blanks between letters
// that some set them with.
var notFinal = []string{"draft", "unapproved", "provisional", "unconfirmed", "notapproved", "subjecttoapproval"}

// draft says whether a version is not final: it says so, or its number starts with 0 ("v0.2"). Minutes that
// state no version are taken as final.
func draft(version string) bool {
	joined := strings.ToLower(strings.Join(strings.Fields(version), ""))
	if slices.ContainsFunc(notFinal, func(w string) bool { return strings.Contains(joined, w) }) {
		return true
	}
	n := numbers(version)
	return !strings.Contains(strings.ToLower(version), "final") && len(n) > 1 && n[0] == 0
}

// compareVersions orders versions: a draft before a final, then by number ("v0.10" after "v0.2").
func compareVersions(a, b string) int {
	return cmp.Or(final(a)-final(b), slices.Compare(numbers(a), numbers(b)))
}

func final(version string) int {
	if draft(version) {
		return 0
	}
	return 1
}

func numbers(version string) []int {
	var all []int
	for _, part := range strings.Split(versionNumber.FindString(version), ".") {
		if n, err := strconv.Atoi(part); err == nil {
			all = append(all, n)
		}
	}
	return all
}
