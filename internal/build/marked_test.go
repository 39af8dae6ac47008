package build_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"minutebook/internal/archive"
	"minutebook/internal/build"
	"minutebook/internal/marked"
)

// A site of a whole archive and one of what its audience may see of it, printed by somebody who did not ask minutebook,
// are the same bytes in every file, and the same terms and values in the index.
func TestMarkedPartsChangeNoByte(t *testing.T) {
	archives, compared := marked.Many(50, 1), 0
	for seed := range uint64(archives) {
		a := marked.New(1000+seed, marked.Shape{})
		for _, s := range mustBuild(t, writeMarked(t, a.Files(nil)), t.TempDir()) {
			for _, audience := range marked.Sites {
				if audience.Name == s.Name && sameAlone(t, a, audience, s) {
					compared++
				}
			}
			if t.Failed() {
				t.Fatalf("seed %d", 1000+seed)
			}
		}
	}
	if compared < archives {
		t.Errorf("of %d archives only %d sites could be compared", archives, compared)
	}
	t.Logf("%d archives, %d sites built twice: the same bytes and index dumps", archives, compared)
}

// sameAlone compares a site with one built from its permitted files. It is false where there are none.
func sameAlone(t *testing.T, a *marked.Archive, audience marked.Site, s build.Site) bool {
	t.Helper()
	root := writeMarked(t, a.Files(&audience))
	res, err := build.Run(context.Background(), build.Options{Archive: root, Out: t.TempDir(), Sites: []string{s.Name}})
	if errors.Is(err, archive.ErrNoMinutes) {
		return false
	}
	if err != nil {
		t.Fatal(err)
	}
	whole := load(t, "marked", s)
	sameFiles(t, whole, load(t, "marked", res.Sites[0]))
	sameManifest(t, whole, res.Sites[0].Dir)
	if d := cmp.Diff(dump(t, filepath.Join(res.Sites[0].Dir, "index")), dump(t, filepath.Join(s.Dir, "index"))); d != "" {
		t.Errorf("%s: the indexes differ:\n%s", s.Name, d)
	}
	return true
}
