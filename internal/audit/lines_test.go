package audit

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func table(rel string, rows []string) []byte {
	if strings.HasSuffix(rel, ".json") {
		return []byte("[\n" + strings.Join(rows, ",\n") + "\n]\n")
	}
	return []byte("\ufeffid,text\r\n" + strings.Join(rows, "\r\n") + "\r\n")
}

// Whatever stands in the new table and did not in the former one, and runs over at most two rows, stands in the part that is searched.
func TestTheNewLinesOfATable(t *testing.T) {
	var long []string
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 4000 {
		long = append(long, fmt.Sprintf(`{"id":"%d","text":"%x"}`, i, r.Uint64()))
	}
	rapid.Check(t, func(t *rapid.T) {
		rel := rapid.SampledFrom([]string{"www/data/a.json", "www/data/a.csv"}).Draw(t, "rel")
		now := slices.Clone(long)
		for n := range rapid.IntRange(0, 5).Draw(t, "edits") {
			at := rapid.IntRange(0, len(now)-1).Draw(t, "at")
			switch rapid.IntRange(0, 3).Draw(t, "edit") {
			case 0:
				now = slices.Insert(now, at, fmt.Sprintf(`{"new":"%d"}`, n))
			case 1:
				now = slices.Delete(now, at, min(at+rapid.IntRange(1, 3).Draw(t, "rows"), len(now)))
			case 2:
				to := rapid.IntRange(0, len(now)-1).Draw(t, "to")
				now[at], now[to] = now[to], now[at]
			case 3:
				now[at] = strings.Replace(now[at], `"text"`, `"other"`, 1)
			}
		}
		data := table(rel, now)
		part, ok := freshLines(rel, data, table(rel, long))
		if !ok {
			t.Fatal("the lines of a table cannot be told")
		}
		before := string(table(rel, long))
		line := map[bool]string{true: ",\n", false: "\r\n"}[strings.HasSuffix(rel, ".json")]
		for i := range len(now) - 1 {
			if two := now[i] + line + now[i+1]; !strings.Contains(before, two) && !strings.Contains(string(part), two) {
				t.Fatalf("%q is new, and not in %q", two, part)
			}
		}
		if len(part) > 0 && strings.HasSuffix(rel, ".json") != (part[0] == '[') {
			t.Fatalf("of another form: %q", part)
		}
		if len(part) > 40<<10 {
			t.Errorf("%d bytes are searched", len(part))
		}
	})
}

// What is no table is searched whole, and so is one in the place of what was none.
func TestWhatHasNoLines(t *testing.T) {
	long := table("a.json", slices.Repeat([]string{`{"a":"b"}`}, 10_000))
	for name, is := range map[string][3]string{
		"another form":      {"www/a.json", `{"a": [` + strings.Repeat("\n", wholeTable) + "]}", string(long)},
		"no former":         {"www/a.json", string(long), ""},
		"another former":    {"www/a.json", string(long), `{"a":"b"}`},
		"another extension": {"www/a.html", string(long), string(long)},
		"short":             {"www/a.json", "[\n{}\n]\n", "[\n{}\n]\n"},
		"a row over lines":  {"www/a.csv", "a\r\n" + strings.Repeat("x\r\n", wholeTable) + "\"two\r\nlines\"\r\n", "a\r\nx\r\n"},
	} {
		if part, ok := freshLines(is[0], []byte(is[1]), []byte(is[2])); ok {
			t.Errorf("%s: %q", name, part)
		}
	}
}
