package main

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Bounds of a publication of one more meeting, in % of the first one.
const (
	boundOfMoving = 1.0
	boundOfTaking = 5.0
)

// publication is one publishing into one destination.
type publication struct {
	what     string
	spent    spent
	sent     int64 // bytes over the wire, to the store
	received int64
	objects  tree // brought
}

func (p publication) moved() int64 { return p.sent + p.received }

// destination is where publications of one run go.
type destination struct {
	name string
	dest string   // as publish takes it
	env  []string // for it
	dir  string   // where its objects lie as files
	wire *relay   // nil where nothing goes over one
	held tree
	done []publication
}

// change is what happens to an archive before a publication.
type change struct {
	what string
	do   func() error
}

// oneMore are changes that add a meeting each, between two that change nothing.
func oneMore(held []document) []change {
	nothing := func() error { return nil }
	all := []change{{"first", nothing}}
	for i, what := range []string{"one meeting added", "a second one", "a third one"} {
		all = append(all, change{what, func() error { return os.WriteFile(held[i].at, held[i].text, 0o644) }})
	}
	return append(all, change{"nothing changed", nothing})
}

// publishing puts a site into a store that speaks S3, and into a folder: whole, and again after each of a few meetings more.
func publishing(w io.Writer, r *run) error {
	n := r.meetings[0]
	archive, out := filepath.Join(r.dir, "publish"), filepath.Join(r.dir, "publish-out")
	held, err := r.prepare(archive, n)
	if err != nil {
		return err
	}
	s, err := startStore(r.versitygw, filepath.Join(r.dir, "publish-store"))
	if err != nil {
		return err
	}
	defer s.stop()
	folder := filepath.Join(r.dir, "publish-folder")
	if err := removeAll(folder, out); err != nil {
		return err
	}
	if err := os.Mkdir(folder, 0o700); err != nil {
		return err
	}
	all := []*destination{s.destination(), {name: "a folder", dest: folder, dir: folder}}
	changes := oneMore(held)
	var site, brought tree
	for _, c := range changes {
		if err := c.do(); err != nil {
			return err
		}
		if _, err := r.build(archive, out, fullest); err != nil {
			return err
		}
		now, err := treeOf(filepath.Join(out, fullest))
		if err != nil {
			return err
		}
		if fresh := now.not(site); len(fresh) > 0 {
			brought = tree{}
			for _, name := range fresh {
				brought[name] = now[name]
			}
		}
		site = now
		for _, d := range all {
			if err := d.publish(r.minutebook, out, c.what); err != nil {
				return fmt.Errorf("%s, %s: %w", d.name, c.what, err)
			}
		}
	}
	fmt.Fprintf(w, "Site %s of %s meetings, %s files of %s MB, to versitygw on the same machine, and to a folder; keys, pointers and lists of files are counted, and what is read. Objects are what is new there afterwards.\n\n",
		fullest, thousands(n), thousands(len(site)), megabytes(site.bytes()))
	for _, d := range all {
		d.write(w)
	}
	fmt.Fprintf(w, "| what | figure | bound | |\n|---|--:|--:|---|\n")
	for _, d := range all {
		d.verdicts(w)
	}
	heaviest(w, brought)
	return removeAll(archive, out, folder)
}

// heaviest says where most bytes of the last meeting are: below which folders, and in files of which ending.
func heaviest(w io.Writer, brought tree) {
	bytes := map[string]int64{}
	for name, f := range brought {
		parts := strings.Split(name, "/")
		bytes[strings.Join(parts[:min(2, len(parts)-1)], "/")+" "+filepath.Ext(name)] += f.size
	}
	kinds := slices.SortedFunc(maps.Keys(bytes), func(a, b string) int { return cmp.Or(cmp.Compare(bytes[b], bytes[a]), cmp.Compare(a, b)) })
	fmt.Fprintf(w, "\nWhere the bytes of the last meeting are, before they are listed:\n\n| folder and ending | MB |\n|---|--:|\n")
	for _, kind := range kinds[:min(10, len(kinds))] {
		fmt.Fprintf(w, "| %s | %s |\n", kind, megabytes(bytes[kind]))
	}
}

// publish runs the program, and sees what it moved.
func (d *destination) publish(minutebook, out, what string) error {
	before := d.wire.counts()
	took, err := processIn(d.env, minutebook, "publish", d.dest, "--site", fullest, "--out", out)
	if err != nil {
		return err
	}
	now, err := treeOf(d.dir)
	if err != nil {
		return err
	}
	p := publication{what: what, spent: took, objects: tree{}}
	for _, name := range now.not(d.held) {
		p.objects[name] = now[name]
	}
	after := d.wire.counts()
	p.sent, p.received = after[0]-before[0], after[1]-before[1]
	if d.wire == nil {
		p.sent = p.objects.bytes()
	}
	d.held, d.done = now, append(d.done, p)
	return nil
}

func (d *destination) write(w io.Writer) {
	fmt.Fprintf(w, "| to %s | s | CPU s | peak MB | objects | MB of them | MB sent | MB read |\n|---|--:|--:|--:|--:|--:|--:|--:|\n", d.name)
	for _, p := range d.done {
		received := megabytes(p.received)
		if d.wire == nil {
			received = ""
		}
		fmt.Fprintf(w, "| %s | %s | %s | %s | %s | %s | %s | %s |\n", p.what, seconds(p.spent.clock), seconds(p.spent.cpu), megabytes(p.spent.peak),
			thousands(len(p.objects)), megabytes(p.objects.bytes()), megabytes(p.sent), received)
	}
	fmt.Fprintln(w)
}

// verdicts holds every publication of one more meeting to the first.
func (d *destination) verdicts(w io.Writer) {
	first := d.done[0]
	for _, p := range slices.DeleteFunc(slices.Clone(d.done[1:]), func(p publication) bool { return strings.HasPrefix(p.what, "nothing") }) {
		row(w, fmt.Sprintf("%s, to %s: bytes moved, by those of the first", p.what, d.name), 100*float64(p.moved())/float64(first.moved()), "%", boundOfMoving)
		row(w, fmt.Sprintf("%s, to %s: time, by that of the first", p.what, d.name), 100*ratio(p.spent, first.spent), "%", boundOfTaking)
	}
}
