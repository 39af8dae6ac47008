package build

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"minutebook/internal/archive"
	"minutebook/internal/policy"
)

// large is from where on a file is known by its size and time: papers of many megabytes, which nothing but copies.
const large = 8 << 20

// inputs are all files that a build reads, as it found them.
type inputs struct {
	archive *archive.Archive
	was     map[string]input // as the last build found them; nil for none
	names   []string         // sorted
	now     []input
	hash    [sha256.Size]byte // of them and of the options
}

// input is a file of a build: what its bytes are told by and, where these are hashed, its state before.
type input struct {
	state archive.State
	sum   string
}

// inputsOf reads all that a build reads, but for the files that nobody touched since the last one.
func inputsOf(a *archive.Archive, o Options, sites []policy.Site, last []byte) (*inputs, error) {
	in := &inputs{archive: a, was: readInputs(last)}
	for _, folder := range archive.Folders(o.Archive) {
		if err := in.list(folder, o); err != nil {
			return nil, err
		}
	}
	slices.Sort(in.names)
	in.now = make([]input, len(in.names))
	group := errgroup.Group{}
	share := len(in.names)/(4*runtime.GOMAXPROCS(0)) + 1
	group.SetLimit(2 * runtime.GOMAXPROCS(0))
	for from := 0; from < len(in.names); from += share {
		group.Go(func() error {
			for i := from; i < min(from+share, len(in.names)); i++ {
				in.now[i] = in.look(in.names[i])
			}
			return nil
		})
	}
	_ = group.Wait() // none fails
	h := sha256.New()
	fmt.Fprintf(h, "%x %q %v %v %q\n", a.Settings, o.AsOf, o.AtRoot, o.Strict, o.PurgeList)
	for _, s := range sites {
		fmt.Fprintf(h, "%q\n", s.Name)
	}
	for i, name := range in.names {
		fmt.Fprintf(h, "%q %s\n", name, in.now[i].sum)
	}
	in.hash = [sha256.Size]byte(h.Sum(nil))
	return in, nil
}

// list lists the files of a folder of the archive.
func (in *inputs) list(folder string, o Options) error {
	return fs.WalkDir(in.archive.Files(), folder, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			in.names = append(in.names, name) // of which is told that it cannot be read
			return nil
		case strings.HasPrefix(d.Name(), ".") && d.IsDir(), within(o.Out, filepath.Join(o.Archive, name)):
			return skip(d)
		case !d.IsDir():
			in.names = append(in.names, name)
		}
		return nil
	})
}

// look tells a file, by the last build if nobody touched it since.
func (in *inputs) look(name string) input {
	state := in.archive.State(name)
	if was, ok := in.was[name]; ok && state.Untouched(was.state) {
		return input{was.state, was.sum}
	}
	return input{state, sumOf(in.archive.Files(), name)}
}

// marshal is what the next build may know of the files that were hashed.
func (in *inputs) marshal() []byte {
	var data []byte
	for i, name := range in.names {
		one := in.now[i]
		if one.state == (archive.State{}) || len(one.sum) != 2*sha256.Size {
			continue
		}
		data = binary.AppendUvarint(data, uint64(len(name)))
		data = append(append(data, name...), one.sum...)
		for _, n := range one.state {
			data = binary.LittleEndian.AppendUint64(data, uint64(n))
		}
	}
	return data
}

// readInputs reads what a build left; what is none is nothing.
func readInputs(data []byte) map[string]input {
	all := map[string]input{}
	rest := 2*sha256.Size + 8*len(archive.State{})
	for len(data) > 0 {
		n, size := binary.Uvarint(data)
		if size <= 0 || n > uint64(len(data)-size) || uint64(len(data)-size)-n < uint64(rest) {
			return nil
		}
		data = data[size:]
		one := input{sum: string(data[n : n+2*sha256.Size])}
		for i := range one.state {
			one.state[i] = int64(binary.LittleEndian.Uint64(data[int(n)+2*sha256.Size+8*i:]))
		}
		all[string(data[:n])] = one
		data = data[int(n)+rest:]
	}
	return all
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
