package endpoint

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"strings"
	"sync"
	"time"

	"minutebook/internal/publish"
)

var (
	errAltered  = errors.New("not what the build wrote") // the file is another than the manifest's
	errVanished = errors.New("no longer there")          // the manifest has the file, the folder has not: another build was put in its place
)

// checked holds each file that is shown to the manifest: its content is hashed when it is first asked for, and again when
// its size or time is another. So a page that was written over after its build was opened is not shown, and no build needs to
// be read whole before it is served.
//
// Files that were hashed stay open, as many as the system lets us have (held.go): a build that is exchanged for the next one is
// removed, and goes on being served until the next one is open.
type checked struct {
	sums     map[string]string // by path below the site's folder; nil vouches for nothing
	log      *slog.Logger
	discreet bool // names of files are no business of a log
	room     int  // files that may stay open

	known sync.Map // of version, by path
	told  sync.Map // what was logged: path and hash

	mu   sync.RWMutex
	held map[string]fs.File // by path
}

// version is what is remembered of a file: the hash of its content, as long as size and time are these.
type version struct {
	size    int64
	changed time.Time
	hash    string
	read    time.Time // when it was hashed
}

// settled is how old a change must be before its time tells it from the next one.
const settled = 2 * time.Second

// opened is a file that may be shown, at its beginning.
type opened struct {
	io.ReadSeeker
	io.Closer
	size int64
}

// open opens a file of a folder of the site, and gives its hash. The error is errAltered or errVanished where the manifest
// has the file and the folder has another or none, and fs.ErrNotExist where the manifest has none.
func (c *checked) open(in fs.FS, folder, name string) (*opened, string, error) {
	want := c.sums[folder+name]
	if c.sums != nil && want == "" {
		return nil, "", fs.ErrNotExist
	}
	if f := c.holding(folder + name); f != nil {
		return f, want, nil
	}
	if want != "" && !isRegular(in, name) {
		return nil, "", errVanished
	}
	file, err := in.Open(name)
	if err != nil {
		return nil, "", err
	}
	content, ok := file.(io.ReadSeeker)
	if !ok {
		return nil, "", errors.Join(errors.ErrUnsupported, file.Close())
	}
	v, err := c.version(folder+name, file, content)
	if err != nil {
		return nil, "", errors.Join(err, file.Close())
	}
	if want != "" && v.hash != want {
		if _, told := c.told.LoadOrStore(folder+name+" "+v.hash, true); !told {
			c.log.Error("a file is not shown: it is not what the build wrote", "file", calledInLog(folder+name, c.sums, c.discreet))
		}
		return nil, "", errors.Join(errAltered, file.Close())
	}
	return &opened{content, file, v.size}, v.hash, nil
}

// version hashes a file unless that was done. The file is left at its beginning.
func (c *checked) version(path string, file fs.File, content io.ReadSeeker) (v version, err error) {
	now := time.Now()
	info, err := file.Stat()
	if err != nil {
		return v, err
	}
	if v, ok := c.unchanged(path, info); ok {
		return v, nil
	}
	sum := sha256.New()
	if _, err := io.Copy(sum, content); err != nil {
		return v, err
	}
	if _, err := content.Seek(0, io.SeekStart); err != nil {
		return v, err
	}
	v = version{info.Size(), info.ModTime(), hex.EncodeToString(sum.Sum(nil)), now}
	c.known.Store(path, v)
	return v, nil
}

func (c *checked) unchanged(path string, info fs.FileInfo) (v version, ok bool) {
	known, ok := c.known.Load(path)
	if !ok {
		return v, false
	}
	v = known.(version)
	return v, v.size == info.Size() && v.changed.Equal(info.ModTime()) && v.read.Sub(v.changed) > settled
}

// asFileError turns what open says into what Verify would.
func asFileError(path string, err error) error {
	if errors.Is(err, errAltered) || errors.Is(err, errVanished) {
		return publish.Altered(path)
	}
	return err
}

// calledInLog is a file as a log may call it: on a restricted site by its hash in the manifest, for its name may be what nobody
// else may know. Those of the index have names that tell nothing.
func calledInLog(path string, sums map[string]string, discreet bool) string {
	folder, _, _ := strings.Cut(path, "/")
	switch want := sums[path]; {
	case !discreet || folder == "index":
		return path
	case len(want) > 12:
		return folder + "/… with sha256 " + want[:12] + "… in the manifest"
	}
	return folder + "/…"
}
