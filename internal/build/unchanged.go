package build

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"minutebook/internal/archive"
	"minutebook/internal/finding"
	"minutebook/internal/generation"
	"minutebook/internal/policy"
)

// last is what is remembered of a build as a whole: what went in, and what it said of it.
type last struct {
	Inputs   [sha256.Size]byte
	Findings []finding.Finding
}

const lastName = "last"

// unchanged says whether the sites in place are what a build would leave: the same program with the same options would read the
// same sources, and every file is as it was left.
func (b *builder) unchanged(inputs [sha256.Size]byte, sites []policy.Site) (Result, bool) {
	if b.earlier == nil || b.earlier.cache == nil || !b.remembers() {
		return Result{}, false
	}
	data, ok := b.earlier.cache.Load(b.earlier.folder + "/" + lastName)
	var l last
	if !ok || json.Unmarshal(data, &l) != nil || l.Inputs != inputs {
		return Result{}, false
	}
	res := Result{Findings: l.Findings}
	for _, s := range sites {
		f, err := generation.OpenFormer(filepath.Join(b.Out, s.Name), b.earlier.load(s, "files"))
		if err != nil || !f.Intact() {
			return Result{}, false
		}
		res.Sites = append(res.Sites, Site{s.Name, filepath.Join(b.Out, s.Name)})
	}
	return res, true
}

// remembers says whether nothing is left to be tidied up, and what is withheld from the sites is still remembered.
func (b *builder) remembers() bool {
	unfinished, err := filepath.Glob(filepath.Join(b.Out, ".minutebook-staging-*"))
	if err != nil || len(unfinished) > 0 {
		return false
	}
	memories, err := filepath.Glob(filepath.Join(b.Archive, ".minutebook", "withheld", "*.json"))
	return err == nil && (b.AtRoot || len(memories) > 0)
}

// noteLast remembers a build that is in place.
func (b *builder) noteLast(inputs [sha256.Size]byte, found []finding.Finding) {
	if b.earlier == nil || b.earlier.cache == nil {
		return
	}
	data, err := json.Marshal(last{inputs, found})
	if err == nil {
		_ = b.earlier.cache.Store(b.earlier.folder+"/"+lastName, data) // else the next build does it all again
	}
}

// large is from where on a file is known by its size and time: papers of many megabytes, which nothing but copies.
const large = 8 << 20

// inputsOf is the hash of all that a build reads, and of its options.
func inputsOf(a *archive.Archive, o Options, sites []policy.Site) ([sha256.Size]byte, error) {
	h := sha256.New()
	fmt.Fprintf(h, "%x %q %v %v %q\n", a.Settings, o.AsOf, o.AtRoot, o.Strict, o.PurgeList)
	for _, s := range sites {
		fmt.Fprintf(h, "%q\n", s.Name)
	}
	var names []string
	for _, folder := range archive.Folders(o.Archive) {
		err := fs.WalkDir(a.Files(), folder, func(name string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				fmt.Fprintf(h, "%q cannot be read\n", name)
				return nil
			case strings.HasPrefix(d.Name(), ".") && d.IsDir(), within(o.Out, filepath.Join(o.Archive, name)):
				return skip(d)
			case !d.IsDir():
				names = append(names, name)
			}
			return nil
		})
		if err != nil {
			return [sha256.Size]byte{}, err
		}
	}
	slices.Sort(names)
	sums := make([]string, len(names))
	group := errgroup.Group{}
	group.SetLimit(2 * runtime.GOMAXPROCS(0))
	for i, name := range names {
		group.Go(func() error {
			sums[i] = sumOf(a.Files(), name)
			return nil
		})
	}
	_ = group.Wait() // none fails
	for i, name := range names {
		fmt.Fprintf(h, "%q %s\n", name, sums[i])
	}
	return [sha256.Size]byte(h.Sum(nil)), nil
}

func skip(d fs.DirEntry) error {
	if d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// sumOf tells a file from what it may be another time. One that cannot be read is told by why.
func sumOf(files fs.FS, name string) string {
	f, err := files.Open(name)
	if err != nil {
		return err.Error()
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err.Error()
	}
	if info.IsDir() || !info.Mode().IsRegular() {
		return info.Mode().String()
	}
	if info.Size() > large {
		return fmt.Sprint(info.Size(), info.ModTime().UnixNano())
	}
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return err.Error()
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}
