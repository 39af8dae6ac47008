// Command bench measures what a build costs, and what a search costs beside those who do the same, and writes it as a
// page: the share of each stage of a build, how each grows with the archive, how linking does by itself, what searchd
// weighs; what a publication moves; how long a search takes, what an index costs to make and to keep, and how good its
// answers are; how soon a page is seen, and how a long one scrolls.
//
// Times of work are the processor's, so that other work of the machine does not count; times of answers are the clock's.
// What is compared are ratios within one run: the peers are given the same documents, on the same machine, in the same
// minute. Each section can be measured alone, in its place on the page.
//
// It is a module of its own, so that what it compares with is no dependency of the product.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"slices"
	"strings"
)

// sections are the sections of the page, in order. Each writes below its title.
var sections = []struct {
	name, title string
	write       func(w io.Writer, r *run) error
}{
	{"build", "A build of every site, from `minutebook synth`", builds},
	{"scale", "Cost that follows the change", scale},
	{"serving", "A document that is saved while serve shows it", saving},
	{"publish", "Publishing", publishing},
	{"linking", "Linking", linking},
	{"searchd", "searchd", server},
	{"search", "Searching", searching},
	{"http", "Searching over HTTP", overHTTP},
	{"shards", "Shards against one index", sharded},
	{"making", "Making an index", making},
	{"lasting", "Under load, and in the long run", lasting},
	{"relevance", "Relevance", judgedSets},
	{"paint", "Pages in a browser", painting},
}

// run is one run of the bench, and what its sections share.
type run struct {
	root       string // of the repository
	dir        string // for what is made
	searchd    string
	meetings   sizeList // archives that are built whole, smallest first
	minutebook string
	versitygw  string
	documents  int // at least so many are searched
	quick      bool
	reuse      bool
	archive    string // in which documents are saved; "" for one that is made

	made  *corpus
	costs map[string]cost // of the indexes that this run made
}

func main() {
	r := &run{costs: map[string]cost{}, meetings: sizeList{2000, 10_000}}
	out := flag.String("out", "", "file to write, in Markdown; standard output as well")
	only := flag.String("only", "", "the sections to measure, with commas: "+strings.Join(names(), ", ")+"; the rest of the file stays")
	flag.StringVar(&r.root, "root", "../..", "the repository")
	flag.StringVar(&r.searchd, "searchd", "../../bin/searchd", "the binary to weigh")
	flag.StringVar(&r.minutebook, "minutebook", "../../bin/minutebook", "the binary that builds")
	flag.StringVar(&r.versitygw, "versitygw", "../../bin/tools/versitygw", "publish: the store; make tools-s3 builds it")
	flag.Var(&r.meetings, "meetings", "scale: the archives that are built, smallest first; the first is Hugo's as well")
	flag.StringVar(&r.dir, "dir", "", "keep what is made in this folder, and use what is there from another run; default: a temporary folder")
	flag.StringVar(&r.archive, "archive", "", "serving: save in this archive of minutebook synth, which is written to, instead of one of the first of -meetings")
	flag.IntVar(&r.documents, "documents", 100_000, "search in so many documents")
	flag.BoolVar(&r.quick, "quick", false, "without the peers that take long to make, without the long run, and of large archives only the site that shows most")
	flag.BoolVar(&r.reuse, "reuse", false, "with -dir: use this project's own indexes of another run as well, though its code may have changed")
	flag.Parse()
	if err := r.all(*out, *only); err != nil {
		log.Fatal(err)
	}
}

func names() []string {
	var all []string
	for _, s := range sections {
		all = append(all, s.name)
	}
	return all
}

func (r *run) all(out, only string) error {
	p, err := open(out, only)
	if err != nil {
		return err
	}
	if r.dir == "" {
		if r.dir, err = os.MkdirTemp("", "minutebook-bench-"); err != nil {
			return err
		}
		defer os.RemoveAll(r.dir)
	}
	wanted, err := chosen(only)
	if err != nil {
		return err
	}
	for _, s := range sections {
		if !slices.Contains(wanted, s.name) {
			continue
		}
		var text bytes.Buffer
		fmt.Printf("## %s\n\n", s.title)
		if err := s.write(io.MultiWriter(os.Stdout, &text), r); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		fmt.Println()
		p[s.title] = text.String()
	}
	if out == "" {
		return nil
	}
	return os.WriteFile(out, p.bytes(), 0o644)
}

// chosen are the sections to measure: all if only is empty.
func chosen(only string) ([]string, error) {
	if only == "" {
		return names(), nil
	}
	wanted := strings.Split(only, ",")
	for _, name := range wanted {
		if !slices.Contains(names(), name) {
			return nil, fmt.Errorf("there is no section %q; there are %s", name, strings.Join(names(), ", "))
		}
	}
	return wanted, nil
}
