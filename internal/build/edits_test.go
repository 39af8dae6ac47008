package build_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"minutebook/internal/build"
	"minutebook/internal/marked"
)

// edit is something that happens between two builds. do says to what, "" where there was nothing to do it to.
type edit struct {
	name string
	do   func(*desk) string
}

var edits = []edit{
	{"nothing", func(*desk) string { return "changes" }},
	{"add", (*desk).add}, {"delete", (*desk).remove}, {"rename", (*desk).rename}, {"copy", (*desk).copy}, {"exchange", (*desk).exchange},
	{"reword", (*desk).reword}, {"reword unseen", (*desk).rewordUnseen}, {"lengthen", (*desk).lengthen}, {"shorten", (*desk).shorten},
	{"reclassify", (*desk).reclassify}, {"mark", (*desk).mark}, {"unmark", (*desk).unmark}, {"finish or reopen", (*desk).draft},
	{"redate", (*desk).redate}, {"touch", (*desk).touch}, {"spoil", (*desk).spoil}, {"write a page", (*desk).page}, {"paper", (*desk).paper},
	{"set", (*desk).set}, {"change the site", (*desk).site}, {"drop a line of", (*desk).unset}, {"layout", (*desk).layout}, {"built-in layouts", (*desk).builtinLayouts},
	{"words", (*desk).words}, {"static", (*desk).static}, {"count from", (*desk).asOf},
	{"forget", (*desk).forget}, {"lose", (*desk).lose}, {"build alone", (*desk).alone}, {"build elsewhere", (*desk).elsewhere},
	{"fail", (*desk).fail}, {"stop", (*desk).stop},
}

// pickOf is one of several, or the zero value of none.
func pickOf[T any](r *rand.Rand, from []T) (one T) {
	if len(from) > 0 {
		one = from[r.IntN(len(from))]
	}
	return one
}

// long ago is the time of change of every file, so that nothing can be told by it.
var longAgo = time.Date(2020, time.May, 1, 12, 0, 0, 0, time.UTC)

// write puts a file in place, half of the time as what unpacks an archive does, with the time of another machine.
func (d *desk) write(name string, text []byte) {
	at := filepath.Join(d.root, filepath.FromSlash(name))
	must(os.MkdirAll(filepath.Dir(at), 0o755))
	must(os.WriteFile(at, text, 0o644))
	if d.IntN(2) == 0 {
		must(os.Chtimes(at, longAgo, longAgo))
	}
}

func must(err error) {
	if err != nil {
		panic(err) // of the test's own files
	}
}

func (d *desk) read(name string) []byte {
	text, err := os.ReadFile(filepath.Join(d.root, filepath.FromSlash(name)))
	if err != nil && !os.IsNotExist(err) {
		panic(err)
	}
	return text
}

// document is one of those that are there, "" for none.
func (d *desk) document() string { return pickOf(d.Rand, d.files("content", ".md")) }

func (d *desk) files(folder, ext string) (all []string) {
	top := filepath.Join(d.root, folder)
	_ = filepath.WalkDir(top, func(path string, e os.DirEntry, err error) error { // in order
		if err == nil && !e.IsDir() && strings.HasSuffix(path, ext) {
			rel, _ := filepath.Rel(d.root, path)
			all = append(all, filepath.ToSlash(rel))
		}
		return nil
	})
	return all
}

func (d *desk) add() string {
	if len(d.pool) == 0 {
		return ""
	}
	i := d.IntN(len(d.pool))
	f := d.pool[i]
	d.pool = append(d.pool[:i:i], d.pool[i+1:]...)
	d.write(f.Name, f.Data)
	return f.Name
}

func (d *desk) remove() string {
	name := d.document()
	if name == "" || len(d.files("content", ".md")) < 3 {
		return ""
	}
	d.pool = append(d.pool, marked.File{Name: name, Data: d.read(name)})
	must(os.Remove(filepath.Join(d.root, name)))
	return name
}

func (d *desk) rename() string { return d.moved(os.Rename) }

func (d *desk) copy() string {
	return d.moved(func(from, to string) error {
		text, err := os.ReadFile(from)
		must(err)
		return os.WriteFile(to, text, 0o644)
	})
}

func (d *desk) moved(move func(from, to string) error) string {
	name := d.document()
	if name == "" {
		return ""
	}
	to := fmt.Sprintf("content/%s/zqmoved%d.md", pickOf(d.Rand, []string{"", "b", "z/y"}), d.IntN(1000))
	must(os.MkdirAll(filepath.Dir(filepath.Join(d.root, to)), 0o755))
	must(move(filepath.Join(d.root, name), filepath.Join(d.root, to)))
	return name + " to " + to
}

func (d *desk) exchange() string {
	a, b := d.document(), d.document()
	if a == b {
		return ""
	}
	x, y := d.read(a), d.read(b)
	d.write(a, y)
	d.write(b, x)
	return a + " and " + b
}

var word = regexp.MustCompile(`\b[a-z]{5,}\b`)

// reworded is a text with another word of the same length somewhere in it.
func (d *desk) reworded(text []byte) []byte {
	at := pickOf(d.Rand, word.FindAllIndex(text, -1))
	if at == nil {
		return text
	}
	text = bytes.Clone(text)
	for i := at[0]; i < at[1]; i++ {
		text[i] = "aoudhkmnprt"[d.IntN(11)]
	}
	copy(text[at[0]:], "zq")
	return text
}

func (d *desk) reword() string {
	return d.changed(func(text []byte) []byte { return append(d.reworded(text), '\n') })
}

// rewordUnseen changes a text and leaves its file's length and time as they were.
func (d *desk) rewordUnseen() string {
	name := d.document()
	if name == "" {
		return ""
	}
	at := filepath.Join(d.root, name)
	info, err := os.Stat(at)
	must(err)
	must(os.WriteFile(at, d.reworded(d.read(name)), 0o644))
	must(os.Chtimes(at, info.ModTime(), info.ModTime()))
	return name
}

// changed writes a document anew.
func (d *desk) changed(how func([]byte) []byte) string {
	name := d.document()
	if name == "" {
		return ""
	}
	before := d.read(name)
	after := how(before)
	if bytes.Equal(before, after) {
		return ""
	}
	d.write(name, after)
	return name
}

func (d *desk) lengthen() string {
	more := pickOf(d.Rand, []string{
		"The lamps were seen again with INC000000000102 and MP161, as HWC_01 had asked.",
		"**AGREED** that the tallies of HWC_02 stand.",
		"ACTION HWC 01/88: The Dockmaster to count the lamps by 3 May 2024.",
		"| Action ID | Action | Target Date | Owner | Status |\n|---|---|---|---|---|\n| HWC 01/01 | The lamps. | 1 June 2024 | Dockmaster | Closed |",
		"INC000000000105 and INC000000000103 are one.",
		"## 17. A New Matter\n\nThe Lamp Wick Tally (LWT) was read.",
		"**17. Lamps**\n\nMP0162 was noted. [RED]",
	})
	return d.changed(func(text []byte) []byte { return append(append(bytes.TrimRight(text, "\n"), "\n\n"+more...), '\n') })
}

func (d *desk) shorten() string {
	return d.changed(func(text []byte) []byte {
		blocks := strings.Split(string(text), "\n\n")
		if len(blocks) < 8 {
			return text
		}
		at := 5 + d.IntN(len(blocks)-5)
		return []byte(strings.Join(append(blocks[:at:at], blocks[at+1:]...), "\n\n"))
	})
}

var levelName = regexp.MustCompile(`\b(Clear|White|Green|Amber|Red)\b`)

// reclassify gives a document, or what stands in it first, another level.
func (d *desk) reclassify() string {
	return d.changed(func(text []byte) []byte {
		if at := levelName.FindIndex(text); at != nil {
			level := pickOf(d.Rand, []string{"Clear", "White", "Green", "Amber", "Red", "Violet"})
			return []byte(string(text[:at[0]]) + level + string(text[at[1]:]))
		}
		return text
	})
}

var sentence = regexp.MustCompile(`(?m)^(?:\*\*AGREED|- |The |Nobody |Compare |A |ACTION )`)

func (d *desk) mark() string {
	return d.changed(func(text []byte) []byte {
		if at := pickOf(d.Rand, sentence.FindAllIndex(text, -1)); at != nil {
			mark := pickOf(d.Rand, []string{"[RED] ", "[AMBER] ", "[White] ", "[TBC] "})
			return []byte(string(text[:at[0]]) + mark + string(text[at[0]:]))
		}
		return text
	})
}

var markIn = regexp.MustCompile(`(?i)\[ ?(clear|white|green|amber|red) ?\]`)

func (d *desk) unmark() string {
	return d.changed(func(text []byte) []byte {
		if at := pickOf(d.Rand, markIn.FindAllIndex(text, -1)); at != nil {
			return []byte(string(text[:at[0]]) + string(text[at[1]:]))
		}
		return text
	})
}

func (d *desk) draft() string {
	return d.changed(func(text []byte) []byte {
		if bytes.Contains(text, []byte("Final Minutes")) {
			return bytes.Replace(text, []byte("Final Minutes"), []byte("Draft Minutes"), 1)
		}
		return bytes.Replace(text, []byte("Draft Minutes"), []byte("Final Minutes"), 1)
	})
}

var year = regexp.MustCompile(`\b20[12]\d\b`)

func (d *desk) redate() string {
	return d.changed(func(text []byte) []byte {
		if at := year.FindIndex(text); at != nil {
			return []byte(string(text[:at[0]]) + pickOf(d.Rand, []string{"2019", "2021", "2023", "2024"}) + string(text[at[1]:]))
		}
		return text
	})
}

// touch changes a file's time and nothing else.
func (d *desk) touch() string {
	name := d.document()
	if name != "" {
		must(os.Chtimes(filepath.Join(d.root, name), longAgo, longAgo.Add(time.Duration(d.IntN(1000))*time.Hour)))
	}
	return name
}

func (d *desk) spoil() string {
	return d.changed(func(text []byte) []byte {
		return append(text, pickOf(d.Rand, []string{"\xff\xfe", "\x00", "\n---\n```\n", "<!--"})...)
	})
}

func (d *desk) page() string {
	name := fmt.Sprintf("content/zqpage%d.md", d.IntN(3))
	d.write(name, fmt.Appendf(nil, "---\nkind: page\nlevel: %s\n---\n# About lamps %d\n\nSee INC000000000101 and [a paper](papers/extra.txt).\n",
		pickOf(d.Rand, []string{"Clear", "White", "Red"}), d.IntN(100)))
	return name
}

// paper changes, adds or removes what documents link to.
func (d *desk) paper() string {
	var all []string
	for _, name := range d.files("content", "") {
		if !strings.HasSuffix(name, ".md") {
			all = append(all, name)
		}
	}
	name := pickOf(d.Rand, append(all, "content/papers/extra.txt"))
	if d.IntN(3) == 0 && d.read(name) != nil {
		must(os.Remove(filepath.Join(d.root, name)))
		return name + " away"
	}
	d.write(name, fmt.Appendf(nil, "zqpaper %d\n", d.IntN(1000)))
	return name
}

// forget removes what the archive remembers of its builds, or only a part.
func (d *desk) forget() string {
	what := pickOf(d.Rand, []string{".minutebook", ".minutebook/cache", ".minutebook/withheld"})
	must(os.RemoveAll(filepath.Join(d.root, what)))
	return what
}

// lose removes sites that were built.
func (d *desk) lose() string {
	what := pickOf(d.Rand, []string{"public", "parties", "members", ""})
	must(os.RemoveAll(filepath.Join(d.out, what)))
	return "out/" + what
}

// alone builds one of the sites, so that the others are of an older state.
func (d *desk) alone() string {
	o := d.options
	o.Sites = []string{pickOf(d.Rand, []string{"public", "parties", "members"})}
	_, err := run(o, d.root, d.out)
	return fmt.Sprintf("%s (%T)", o.Sites[0], err)
}

// elsewhere builds into another folder, from the same archive.
func (d *desk) elsewhere() string {
	o := d.options
	o.AtRoot = d.IntN(2) == 0
	_, err := run(o, d.root, filepath.Join(d.root, "elsewhere"))
	return fmt.Sprintf("(%T)", err)
}

// fail lets a build fail at settings that cannot be read.
func (d *desk) fail() string {
	settings := d.read("minutebook.yaml")
	d.write("minutebook.yaml", []byte("sites: ["))
	_, err := run(d.options, d.root, d.out)
	d.write("minutebook.yaml", settings)
	return fmt.Sprintf("(%T)", err)
}

// stop gives a build up midway.
func (d *desk) stop() string {
	ctx, cancel := context.WithTimeout(context.Background(), time.Duration(d.IntN(2000))*time.Millisecond)
	defer cancel()
	o := d.options
	o.Archive, o.Out = d.root, d.out
	_, err := build.Run(ctx, o)
	return fmt.Sprintf("(%v)", err != nil)
}
