package replica

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"

	"minutebook/internal/publication"
)

// state is what is remembered of the generation in the folder: a line of JSON, and then the state of its tree (generation.Tree.State).
type state struct {
	Sequence int64  `json:"sequence"`
	By       string `json:"by"`
	Floor    int64  `json:"floor"` // the highest that was seen
	Online   bool   `json:"online"`
	Build    string `json:"build"` // the name of the build

	tree []byte
}

func (r *Replica) stateFile() string { return filepath.Join(r.Cache, ".replica-"+r.Site) }

// load is the zero state where there is none that can be read.
func (r *Replica) load() (s state) {
	data, err := os.ReadFile(r.stateFile())
	if err != nil {
		return state{}
	}
	head, tree, _ := bytes.Cut(data, []byte("\n"))
	if json.Unmarshal(head, &s) != nil {
		return state{}
	}
	s.tree = tree
	return s
}

func (s state) save(at string) error {
	head, err := json.Marshal(s)
	if err != nil {
		return err
	}
	next := at + ".next"
	if err := os.WriteFile(next, append(append(head, '\n'), s.tree...), 0o600); err != nil {
		return err
	}
	return os.Rename(next, at)
}

// parts keeps the lists of files that were fetched, for the next generation has most of them.
type parts struct {
	dir  string
	used map[publication.Ref]bool
}

func (p *parts) file(ref publication.Ref) string {
	return filepath.Join(p.dir, filepath.Base(filepath.Dir(string(ref)))+"-"+filepath.Base(string(ref)))
}

// keepOnly removes what is not of a generation.
func (p *parts) keepOnly(refs []publication.Ref) {
	names := map[string]bool{}
	for _, ref := range refs {
		names[filepath.Base(p.file(ref))] = true
	}
	entries, _ := os.ReadDir(p.dir)
	for _, e := range entries {
		if !names[e.Name()] {
			_ = os.Remove(filepath.Join(p.dir, e.Name()))
		}
	}
}

func (p *parts) Load(ref publication.Ref) ([]byte, bool) {
	data, err := os.ReadFile(p.file(ref))
	return data, err == nil
}

// Keep keeps a list as far as it can: another time it is fetched again.
func (p *parts) Keep(ref publication.Ref, data []byte) {
	if os.MkdirAll(p.dir, 0o700) == nil {
		_ = os.WriteFile(p.file(ref), data, 0o600)
	}
}
