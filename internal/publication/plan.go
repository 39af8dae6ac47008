package publication

import (
	"io/fs"
	"maps"
	"reflect"
	"slices"
	"strings"

	"minutebook/internal/publish"
)

// Build is a finished build of a site.
type Build struct {
	Manifest publish.Manifest
	Files    fs.FS // the site's folder
}

// plan is how a build becomes a generation on top of the one before.
type plan struct {
	build  Build
	before *Snapshot // nil: nothing is published, or nothing of it is to be used
	files  map[string]File
	fresh  []string // names of files that are to be brought, sorted; their ID is not known yet
	gone   int      // files that the one before has, and this has not
	moved  bool     // the head of the manifest is another
	part   int      // files in a part, about
}

// planOf compares. Nothing is read but sizes.
func planOf(b Build, before *Snapshot, perPart int) (*plan, error) {
	p := &plan{build: b, part: perPart, before: before, files: make(map[string]File, len(b.Manifest.Files)), moved: before == nil || !sameHead(b.Manifest, before.Manifest)}
	taken := takenShards(b.Manifest, before)
	for name, sum := range b.Manifest.Files {
		if taken[shardOf(name)] {
			continue
		}
		if was, ok := before.file(name); ok && was.Sum == sum {
			p.files[name] = was
			continue
		}
		info, err := fs.Stat(b.Files, name)
		if err != nil {
			return nil, err
		}
		p.files[name] = File{Sum: sum, Size: info.Size()}
		p.fresh = append(p.fresh, name)
	}
	if before != nil {
		for name, f := range before.Files {
			if taken[shardOf(name)] {
				p.files[name] = f
			}
			if _, stays := p.files[name]; !stays {
				p.gone++
			}
		}
	}
	slices.Sort(p.fresh)
	return p, nil
}

func (s *Snapshot) file(name string) (File, bool) {
	if s == nil {
		return File{}, false
	}
	f, ok := s.Files[name]
	return f, ok
}

func sameHead(a, b publish.Manifest) bool {
	a.Files, b.Files = nil, nil
	return reflect.DeepEqual(a, b)
}

// empty says that what is published is this build.
func (p *plan) empty() bool { return len(p.fresh) == 0 && p.gone == 0 && !p.moved }

// bytes is how many are to be brought.
func (p *plan) bytes() (n int64) {
	for _, name := range p.fresh {
		n += p.files[name].Size
	}
	return n
}

// shards is where the index has a folder for each shard, named by what it was made of.
const shards = "index/shards/"

// shardOf is the folder of the shard that a file belongs to; "" for none.
func shardOf(name string) string {
	rest, ok := strings.CutPrefix(name, shards)
	if !ok {
		return ""
	}
	hash, _, ok := strings.Cut(rest, "/")
	if !ok {
		return ""
	}
	return hash
}

// takenShards are those that the generation before has, whatever bytes they have there: bleve writes other ones each time.
func takenShards(m publish.Manifest, before *Snapshot) map[string]bool {
	taken := map[string]bool{}
	if before == nil {
		return taken
	}
	there := map[string]bool{}
	for name := range before.Files {
		there[shardOf(name)] = true
	}
	for name := range m.Files {
		if hash := shardOf(name); hash != "" && there[hash] {
			taken[hash] = true
		}
	}
	return taken
}

// parts are the lists of files, by the number of the part; those of a number that reused says yes to are as they were.
func (p *plan) parts() (lists []map[string]File, reused []bool) {
	before := 0
	if p.before != nil {
		before = len(p.before.root.Parts)
	}
	n := partsFor(len(p.files), before, p.part)
	lists, reused = make([]map[string]File, n), make([]bool, n)
	for i := range lists {
		lists[i], reused[i] = map[string]File{}, n == before
	}
	for name, f := range p.files {
		i := partOf(name, n)
		lists[i][name] = f
		if was, ok := p.before.file(name); !ok || was != f {
			reused[i] = false
		}
	}
	if n == before {
		for name := range p.before.Files {
			if _, stays := p.files[name]; !stays {
				reused[partOf(name, n)] = false
			}
		}
	}
	return lists, reused
}

// ids are the publishings that files and parts are of.
func idsOf(files map[string]File, parts []Ref) []string {
	ids := map[string]bool{}
	for _, f := range files {
		ids[f.ID] = true
	}
	for _, ref := range parts {
		ids[ref.id()] = true
	}
	return slices.Sorted(maps.Keys(ids))
}
