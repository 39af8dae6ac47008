package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"minutebook/index"
)

// hostile are queries made to hurt: those that the endpoint's tests hold, one a line and quoted as in Go where a line
// starts with a quote, and those below.
func (r *run) hostile() ([]index.Query, error) {
	texts := handMade()
	files, err := filepath.Glob(filepath.Join(r.root, "internal", "endpoint", "testdata", "hostile*.txt"))
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		more, err := readLines(file)
		if err != nil {
			return nil, err
		}
		texts = append(texts, more...)
	}
	var all []index.Query
	for _, t := range texts {
		all = append(all, index.Query{Text: t, Size: shown})
	}
	return append(all, oddFields()...), nil
}

func readLines(file string) ([]string, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []string
	s := bufio.NewScanner(f)
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		line := s.Text()
		if text, err := strconv.Unquote(line); err == nil {
			line = text
		}
		if line != "" && !strings.HasPrefix(line, "#") {
			all = append(all, line)
		}
	}
	return all, s.Err()
}

// handMade are texts that broke one search engine or another: much of the same, signs of query languages, bytes that are
// no text, and what makes many terms of few letters.
func handMade() []string {
	all := []string{"", " ", "\x00", "\xff\xfe", "\u202e\u202d", "\ufeff", `"`, `""`, `"a`, `-`, `--`, `-a`, `- -`, `*`, `?`, `a*`, `*a`, `a?b`, `/.*/`, `/(a+)+$/`,
		`a~2`, `a^1000000`, `+a -a`, `a AND`, `OR`, `NOT a`, `(((((`, `a:b`, `kind:`, `kind:kind:kind:`, `owner:""`, `year:99999`, `before:after:`,
		`from:2021-99-99`, `1/1`, `0`, `000000000000`, `9999999999999999999999`, `-1`, `1e309`, `NaN`, `%00`, `%s%s%s%n`, `../../etc/passwd`,
		`'; DROP TABLE docs; --`, `<script>alert(1)</script>`, `{{.}}`, `${7*7}`, "a\r\nSet-Cookie: a=b", "\x1b[31m", "e\u0301\u0301\u0301\u0301"}
	for _, unit := range []string{"a ", "the ", "review ", `"a" `, "-a ", "nu* ", "a1", "1/", "INC", "é", "字", "\u200b", "(", `"`, "a-", "_", ".", "kind:item ", "owner:a "} {
		for _, n := range []int{8, 9, 40, 99, 500, 5000} {
			all = append(all, strings.Repeat(unit, n))
		}
	}
	for c := 'a'; c <= 'z'; c++ {
		all = append(all, string(c), fmt.Sprintf(`"%c %c %c"`, c, c+1, c+2))
	}
	return all
}

func oddFields() []index.Query {
	long := strings.Repeat("x", 10_000)
	return []index.Query{{Page: -1}, {Page: 1e9}, {Page: index.MaxPages}, {Size: -1}, {Size: 1e9}, {Kind: long}, {Group: long}, {Owner: "\xff"}, {Status: "late"},
		{Year: "MMXX"}, {From: "2021-02-30"}, {From: "2022-01-01", To: "2021-01-01"}, {Sort: "size"}, {By: "year"}, {By: index.ByMeeting}, {Modification: long},
		{Meeting: long}, {Meeting: "*"}, {By: index.ByMeeting, Page: index.MaxPages, Size: index.MaxSize}}
}

// generate makes queries of the words of the corpus, common ones more often, and of the signs of the hostile ones.
func (c *corpus) generate(n int, hostile []index.Query) []index.Query {
	d := dice()
	signs := []string{"", "", "", "", "-", `"`, `" `, "kind:", "owner:", "year:", "before:", "*", "/", "_"}
	var all []index.Query
	for range n {
		var text strings.Builder
		for range 1 + d.IntN(9) {
			word := c.frequent[d.IntN(1+d.IntN(len(c.frequent)))].word
			text.WriteString(signs[d.IntN(len(signs))] + word[:1+d.IntN(len(word))] + " ")
		}
		q := index.Query{Text: text.String(), Page: d.IntN(4), Size: d.IntN(30)}
		if d.IntN(4) == 0 {
			q.Sort = index.SortDate
		}
		if d.IntN(10) == 0 {
			q.Text = hostile[d.IntN(len(hostile))].Text + q.Text
		}
		all = append(all, q)
	}
	return all
}
