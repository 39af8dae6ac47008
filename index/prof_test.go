package index

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
	"slices"
)

func load100k(b testing.TB) Content {
	f, err := os.Open("/tmp/wt/docs100k.jsonl")
	if err != nil { b.Fatal(err) }
	defer f.Close()
	var c Content
	d := json.NewDecoder(bufio.NewReaderSize(f, 1<<20))
	for d.More() {
		var doc Document
		if err := d.Decode(&doc); err != nil { b.Fatal(err) }
		c.Documents = append(c.Documents, doc)
	}
	g, _ := os.ReadFile("/tmp/wt/glossary.json")
	json.Unmarshal(g, &c.Glossary)
	return c
}

func dir100k(b testing.TB, name string, shard func(Document) string) string {
	dir := filepath.Join("/tmp/wt/index100k", name)
	if _, err := os.Stat(filepath.Join(dir, infoFile)); err == nil { return dir }
	os.RemoveAll(dir)
	c := load100k(b)
	c.Shard = shard
	began := time.Now()
	if _, err := Build(dir, c); err != nil { b.Fatal(err) }
	fmt.Println("built", name, time.Since(began))
	return dir
}

func TestProf(t *testing.T) {
	one := dir100k(t, "one", nil)
	n := 0
	many := dir100k(t, "many", func(Document) string { n++; return fmt.Sprint(n*20/100249) })
	for _, dir := range []string{one, many} {
		began := time.Now()
		x, err := Open(dir)
		if err != nil { t.Fatal(err) }
		opened := time.Since(began)
		x.Search(context.Background(), Query{Text: "report", Size: 10})
		fmt.Println(filepath.Base(dir), "open", opened, "answer", time.Since(began), "docs", x.rows, "shards", len(x.shards))
		for _, q := range Prof {
			q.Size = 10
			var took []time.Duration
			var r Results
			for range 60 {
				began := time.Now()
				r, err = x.Search(context.Background(), q)
				took = append(took, time.Since(began))
			}
			slices.Sort(took)
			fmt.Printf("%-40s total %6d p50 %v p90 %v err %v\n", q.Text+" "+string(q.Sort)+q.Kind, r.Total, took[30], took[54], err)
		}
		x.Close()
	}
}

var Prof = []Query{{}, {Text: "report"}, {Text: "returns"}, {Text: "meeting"}, {Text: "action"}, {Text: "open actions"}, {Text: "agreed"}, {Text: "agreed", Sort: SortDate}, {Text: "communications hub returns"}, {Text: `"the meeting"`}, {Text: "zzz"}, {Text:"metre"}}
