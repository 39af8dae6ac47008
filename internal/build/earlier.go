package build

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"

	"minutebook/internal/cache"
	"minutebook/internal/policy"
)

// What a build remembers of the sites in one output folder, in the archive's cache:
//
//	out-HASH/at           the folder
//	out-HASH/last         what went into the last build, as a whole, and what it found
//	out-HASH/inputs       and file by file
//	out-HASH/NAME/files   the files of a site as they were left
//	out-HASH/NAME/pages   what they were made of
const outPrefix = "out-"

// earlier is what is known of the sites that a build replaces. It spares work and changes no byte. A nil earlier knows nothing.
type earlier struct {
	cache  *cache.Cache // nil keeps nothing
	out    string
	folder string
	stores []func() error // to be done once the sites are in place
}

// recall opens the memory of the sites in a folder. An archive that cannot be written to has none, nor has a program that
// cannot read itself.
func recall(archive, out string) *earlier {
	program, err := cache.ProgramIn(archive)
	if err != nil {
		return &earlier{}
	}
	c, err := cache.Open(archive, program)
	if err != nil {
		return &earlier{}
	}
	at, err := filepath.Abs(out)
	if err != nil {
		return &earlier{}
	}
	sum := sha256.Sum256([]byte(at))
	return &earlier{cache: c, out: at, folder: outPrefix + hex.EncodeToString(sum[:8])}
}

// name is the name of something that is remembered of a site.
func (e *earlier) name(s policy.Site, what string) string {
	return e.folder + "/" + s.Name + "/" + what
}

// load is something that is remembered of a site; nil for nothing.
func (e *earlier) load(s policy.Site, what string) []byte {
	if e == nil {
		return nil
	}
	data, _ := e.cache.Load(e.name(s, what))
	return data
}

// loadWhole is something that is remembered of all sites together; nil for nothing.
func (e *earlier) loadWhole(what string) []byte {
	if e == nil {
		return nil
	}
	data, _ := e.cache.Load(e.folder + "/" + what)
	return data
}

// later stores something of a site once it is in place.
func (e *earlier) later(s policy.Site, what string, data func() []byte) {
	if e != nil && e.cache != nil {
		e.stores = append(e.stores, func() error { return e.cache.Store(e.name(s, what), data()) })
	}
}

// remembers says whether anything that is stored can be loaded by the next build.
func (e *earlier) remembers() bool { return e != nil && e.cache != nil }

// keep stores what the next build may know, and forgets what was known of folders that are gone. What cannot be stored has to
// be worked out again, and no more.
func (e *earlier) keep() {
	if e == nil || e.cache == nil {
		return
	}
	for _, store := range e.stores {
		if store() != nil {
			return
		}
	}
	e.stores = nil
	_ = e.cache.Store(e.folder+"/at", []byte(e.out))
	for _, name := range e.cache.Folders() {
		if !strings.HasPrefix(name, outPrefix) || name == e.folder {
			continue
		}
		at, ok := e.cache.Load(name + "/at")
		if _, err := os.Stat(string(at)); !ok || os.IsNotExist(err) {
			_ = e.cache.Forget(name)
		}
	}
}
