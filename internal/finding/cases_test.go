package finding_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"minutebook/internal/finding"
)

const top = "../../"

// shown is a finding as a text case shows it, with the line of the source that it stands on.
type shown struct {
	severity finding.Severity
	text     string // the whole line, as check prints it
	source   string // "" where it stands on no particular line
}

var foundLine = regexp.MustCompile(`^(\S+?):(\d+):\d+: (error|warning|advice): .* \[([a-z0-9-]+)\]$`)

// examples are the findings of all text cases by code: those of the case that bears the code's name first.
func examples(t *testing.T) map[finding.Code][]shown {
	t.Helper()
	all := map[finding.Code][]shown{}
	for _, pattern := range []string{"internal/check/testdata/*.txtar", "internal/minutes/testdata/cases/*.txtar"} {
		files, err := filepath.Glob(top + pattern)
		if err != nil || len(files) == 0 {
			t.Fatal("no cases", pattern, err)
		}
		for _, path := range files {
			a, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			name := strings.TrimSuffix(filepath.Base(path), ".txtar")
			for code, found := range inCase(a) {
				if string(code) == name {
					all[code] = append(found, all[code]...)
				} else {
					all[code] = append(all[code], found...)
				}
			}
		}
	}
	return all
}

func inCase(a *txtar.Archive) map[finding.Code][]shown {
	texts, want := map[string][]string{}, ""
	for _, f := range a.Files {
		texts[f.Name] = strings.Split(string(f.Data), "\n")
		if f.Name == "want" {
			want = string(f.Data)
		}
	}
	found := map[finding.Code][]shown{}
	for _, line := range strings.Split(want, "\n") {
		m := foundLine.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		s := shown{severity: finding.Severity(m[3]), text: line}
		if n := atoi(m[2]); n > 1 && n <= len(texts[m[1]]) {
			s.source = texts[m[1]][n-1]
		}
		found[finding.Code(m[4])] = append(found[finding.Code(m[4])], s)
	}
	return found
}

func atoi(s string) (n int) {
	for _, c := range s {
		n = n*10 + int(c-'0')
	}
	return n
}

// scripts are the words of the command's scripts, which show what no document can.
func scripts(t *testing.T) string {
	t.Helper()
	files, _ := filepath.Glob(top + "cmd/minutebook/testdata/script/*.txtar")
	var s strings.Builder
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		s.Write(data)
	}
	return strings.ReplaceAll(s.String(), `\`, "")
}
