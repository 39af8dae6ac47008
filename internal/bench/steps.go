package main

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"minutebook/internal/synth"
)

// scaleArchive is where the archive of so many meetings is.
func (r *run) scaleArchive(n int) string { return filepath.Join(r.dir, fmt.Sprintf("scale-%d", n)) }

// document is a file that is not there yet.
type document struct {
	at   string
	text []byte
}

// heldBack are the meetings that are added later on, newest last.
const heldBack = 3

// prepare writes an archive without its newest meetings that the fullest site shows, which it gives.
func (r *run) prepare(archive string, n int) ([]document, error) {
	if err := removeAll(archive); err != nil {
		return nil, err
	}
	if err := synth.Write(archive, n, 1, nil); err != nil {
		return nil, err
	}
	names, err := newest(archive)
	if err != nil {
		return nil, err
	}
	var held []document
	for _, at := range names {
		text, err := os.ReadFile(at)
		if err != nil {
			return nil, err
		}
		if len(held) == heldBack {
			break
		}
		if hidden(text) {
			continue
		}
		held = append(held, document{at, text})
		if err := os.Remove(at); err != nil {
			return nil, err
		}
	}
	slices.Reverse(held)
	return held, nil
}

// hidden says whether a document has a level, or a state, that leaves it out of the fullest site.
func hidden(text []byte) bool {
	head := text[:min(len(text), 600)]
	for _, word := range []string{synth.FaultyLevel, "Red", "Draft"} {
		if bytes.Contains(head, []byte(word)) {
			return true
		}
	}
	return false
}

// newest are the documents of a made-up archive, content/GROUP/YEAR/GROUP_NUMBER_DDMM.md, newest first.
func newest(archive string) ([]string, error) {
	names, err := filepath.Glob(filepath.Join(archive, "content", "*", "*", "*.md"))
	names = slices.DeleteFunc(names, func(at string) bool { return strings.HasSuffix(at, synth.DraftSuffix) })
	day := func(at string) string {
		name := strings.TrimSuffix(filepath.Base(at), ".md")
		ddmm := name[len(name)-4:]
		return filepath.Base(filepath.Dir(at)) + ddmm[2:] + ddmm[:2] + name
	}
	slices.SortFunc(names, func(a, b string) int { return strings.Compare(day(b), day(a)) })
	return names, err
}

// step is one change of an archive and the build after it.
type step struct {
	what    string
	bound   float64 // % of the whole build; 0 for none
	spent   spent
	written int // files that are new or other ones on the disk
	gone    int
	files   int
}

// steps builds again: with nothing changed, with a meeting more, with one edited, with one less.
func (r *run) steps(archive, out string, held []document) ([]step, error) {
	dir := filepath.Join(out, fullest)
	before, err := treeOf(dir)
	if err != nil {
		return nil, err
	}
	names, err := newest(archive)
	if err != nil {
		return nil, err
	}
	var all []step
	do := func(what string, bound float64, change func() error) error {
		if err := change(); err != nil {
			return err
		}
		st := step{what: what, bound: bound}
		if st.spent, err = r.build(archive, out, fullest); err != nil {
			return err
		}
		after, err := treeOf(dir)
		if err != nil {
			return err
		}
		st.written, st.gone, st.files = len(after.not(before)), len(before.without(after)), len(after)
		all, before = append(all, st), after
		return nil
	}
	nothing := func() error { return nil }
	add := func(d document) func() error { return func() error { return os.WriteFile(d.at, d.text, 0o644) } }
	edit := func(at string) func() error {
		return func() error {
			text, err := os.ReadFile(at)
			if err != nil {
				return err
			}
			return os.WriteFile(at, append(text, "\nThe lamps were counted again.\n"...), 0o644)
		}
	}
	for _, s := range []struct {
		what   string
		bound  float64
		change func() error
	}{
		{"nothing changed", boundOfNothing, nothing},
		{"one meeting added", boundOfAdding, add(held[0])},
		{"a second one", boundOfAdding, add(held[1])},
		{"a third one", boundOfAdding, add(held[2])},
		{"nothing changed, again", boundOfNothing, nothing},
		{"a paragraph added to the newest", 0, edit(held[2].at)},
		{"a paragraph added to one in the middle", 0, edit(names[len(names)/2])},
		{"the newest one deleted", 0, func() error { return os.Remove(held[2].at) }},
	} {
		if err := do(s.what, s.bound, s.change); err != nil {
			return nil, fmt.Errorf("%s: %w", s.what, err)
		}
	}
	return all, nil
}

// tree is the files of a folder, each as it lies on the disk.
type tree map[string]lying

type lying struct {
	inode      uint64
	time, size int64
}

func treeOf(dir string) (tree, error) {
	all := tree{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		one := lying{time: info.ModTime().UnixNano(), size: info.Size()}
		if s, ok := info.Sys().(*syscall.Stat_t); ok {
			one.inode = s.Ino
		}
		all[path[len(dir)+1:]] = one
		return nil
	})
	return all, err
}

// not are the files that the other tree has not, or not as they are.
func (t tree) not(other tree) (names []string) {
	for name, f := range t {
		if was, ok := other[name]; !ok || was != f {
			names = append(names, name)
		}
	}
	return names
}

// without are the files that the other tree has not at all.
func (t tree) without(other tree) (names []string) {
	for name := range t {
		if _, ok := other[name]; !ok {
			names = append(names, name)
		}
	}
	return names
}

func (t tree) pages() (n int) {
	for name := range t {
		if strings.HasPrefix(name, "www/") && strings.HasSuffix(name, ".html") {
			n++
		}
	}
	return n
}

func (t tree) bytes() (n int64) {
	for _, f := range t {
		n += f.size
	}
	return n
}

// stageTable is where the time of whole builds goes, as --timings tells it.
func stageTable(w io.Writer, all []*scaled) {
	fmt.Fprint(w, "Where the time of a whole build goes, by the clock, site "+fullest+":\n\n| stage |")
	for _, s := range all {
		fmt.Fprintf(w, " s at %s |", thousands(s.meetings))
	}
	fmt.Fprintf(w, "\n|---|%s\n", strings.Repeat("--:|", len(all)))
	for i, line := range timings(all[0].whole[fullest].said) {
		fmt.Fprintf(w, "| %s |", line[1])
		for _, s := range all {
			if lines := timings(s.whole[fullest].said); i < len(lines) {
				fmt.Fprintf(w, " %s |", lines[i][0])
			}
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintln(w)
}

// timings are the lines "   0.113 s  members pages" of a build: seconds and stage.
func timings(said string) (all [][2]string) {
	for _, line := range strings.Split(said, "\n") {
		took, stage, ok := strings.Cut(line, " s  ")
		if ok && strings.HasPrefix(line, " ") {
			all = append(all, [2]string{strings.TrimSpace(took), strings.TrimPrefix(stage, fullest+" ")})
		}
	}
	return all
}

func stepTable(w io.Writer, all []*scaled) {
	fmt.Fprint(w, "Builds that go on from the one before:\n\n| meetings | what changed | s | CPU s | % of the whole | peak MB | files written | gone | of |\n|--:|---|--:|--:|--:|--:|--:|--:|--:|\n")
	for _, s := range all {
		for _, st := range s.steps {
			fmt.Fprintf(w, "| %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", thousands(s.meetings), st.what, seconds(st.spent.clock), seconds(st.spent.cpu),
				figure(100*ratio(st.spent, s.whole[fullest])), megabytes(st.spent.peak), thousands(st.written), thousands(st.gone), thousands(st.files))
		}
		fmt.Fprintf(w, "| %s | `cp -al` of the site, beside it | %s | %s | | | | | %s |\n", thousands(s.meetings), seconds(s.linking.clock), seconds(s.linking.cpu), thousands(len(s.made)))
	}
	fmt.Fprint(w, "\nFiles written are those that are new or have another inode, time or length than before.\n\n")
}
