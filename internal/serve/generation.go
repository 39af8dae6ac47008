package serve

import (
	"crypto/rand"
	"strings"
	"time"

	"minutebook/internal/endpoint"
	"minutebook/internal/publish"
	"minutebook/internal/wording"
)

// generation is one build of one site, open for readers.
type generation struct {
	*endpoint.Folder
	name string // what is made for each request is known by it
}

func newGeneration(f *endpoint.Folder) *generation { return &generation{Folder: f, name: rand.Text()} }

// patience is how long a build waits for the readers of the one before. What a slower one reads may be gone by then.
const patience = 2 * time.Second

// leave closes a generation when its last reader is done.
func (g *generation) leave() {
	left := make(chan struct{})
	go func() {
		g.Close()
		close(left)
	}()
	select {
	case <-left:
	case <-time.After(patience):
	}
}

// version names what an address shows: open pages are out of date when it is another.
func (g *generation) version(address string) string {
	if v := g.Folder.Version(address); v != "" {
		return v
	}
	return g.name
}

// sameTo says whether readers could tell two generations apart.
func (g *generation) sameTo(other *generation) bool {
	return g.Manifest.Index == other.Manifest.Index && shows(g.Manifest, other.Manifest) && shows(other.Manifest, g.Manifest)
}

// shows says whether a build has all that readers see of another; the files of the index differ from build to build.
func shows(m, other publish.Manifest) bool {
	for name, sum := range other.Files {
		seen := strings.HasPrefix(name, "www/") || name == wording.File // which the search page speaks by
		if seen && m.Files[name] != sum {
			return false
		}
	}
	return true
}
