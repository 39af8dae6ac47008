package build

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"minutebook/internal/archive"
	"minutebook/internal/edition"
	"minutebook/internal/exposure"
	"minutebook/internal/generation"
	"minutebook/internal/publish"
)

// replacement is how a build differs from the sites that it replaces. The zero replacement compares nothing.
type replacement struct {
	former   exposure.Former
	passages exposure.Sources
	withheld *exposure.Memory // nil where nothing is compared
	exposed  exposure.List
	purges   []Purge

	known   *exposure.Known
	shownOf string // the edition that was looked at last
	shown   exposure.Shown
}

// ExposureError is what a build would show to readers from whom it was withheld. It holds no words.
type ExposureError exposure.List

func (e ExposureError) Error() string {
	lines := []string{"this would show what was withheld before; nothing was published"}
	site := ""
	for _, x := range e {
		if x.Part {
			continue
		}
		if x.Site != site {
			site = x.Site
			lines = append(lines, "to the readers of "+site+":")
		}
		lines = append(lines, fmt.Sprintf("  %s:%d: %s, was %s, would be %s", x.File, x.Line, x.What, cmp.Or(x.Was, "of a level that could not be told"), x.Now))
	}
	lines = append(slices.Compact(lines), "if all of it may be seen, let it through once: minutebook build --confirm-exposure="+exposure.List(e).Hash())
	return strings.Join(lines, "\n")
}

// readFormer reads what is to be replaced. Sites at the root of a host of ours replace nothing.
func (b *builder) readFormer() (err error) {
	b.known = &exposure.Known{}
	if b.AtRoot {
		return nil
	}
	b.withheld = &exposure.Memory{}
	b.passages = b.known.OfSources(b.sources.Documents, b.archive.Rules.Policy, b.notices()...)
	b.former, err = exposure.ReadFormer(b.Archive, b.Out)
	for _, s := range b.archive.Rules.Policy.Sites {
		b.former.Trust(s.Name, b.earlier.load(s, levelsName), b.archive.Settings)
	}
	return err
}

const levelsName = "levels"

// writeLevels writes what a site shows, on top of what the site in place showed.
func (b *builder) writeLevels(e edition.Edition, tree *generation.Tree) error {
	s, before := e.Site(), b.former.Before(e.Site().Name)
	if tag := b.earlier.load(s, levelsName); b.withheld == nil && tag != nil {
		was, ok, err := exposure.ReadBefore(filepath.Join(b.Out, s.Name))
		if err == nil && ok {
			was.Trust(tag, b.archive.Settings)
			before = was
		}
	}
	err := b.shows(e).Write(tree, before)
	b.earlier.later(s, levelsName, func() []byte { return exposure.Tag(tree.Sum(exposure.File), b.archive.Settings) })
	return err
}

// notices are the reasons of withdrawals, which have levels of their own.
func (b *builder) notices() []exposure.Notice {
	var all []exposure.Notice
	for _, w := range b.archive.Withdrawn {
		all = append(all, exposure.Notice{Address: w.Address, Reason: w.Reason, File: archive.ConfigFile, Line: w.Line, Level: w.Level})
	}
	return all
}

// shows is what a site shows of its edition.
func (b *builder) shows(e edition.Edition) exposure.Shown {
	if of := e.Site().Name + " " + e.Hash(); of != b.shownOf {
		b.shownOf, b.shown = of, b.known.Of(e, b.archive.Rules.Policy, b.notices()...)
	}
	return b.shown
}

// compare notes what the finished site of an edition, in dir, exposes, and what it shows no more.
func (b *builder) compare(e edition.Edition, dir string) error {
	if b.withheld == nil {
		return nil
	}
	s, shown := e.Site(), b.shows(e)
	if err := b.withheld.Note(s, shown, b.passages, b.former); err != nil {
		return err
	}
	found, err := b.former.Compare(shown, b.passages)
	b.exposed = append(b.exposed, found.Exposed...)
	if err != nil || found.Gone == 0 {
		return err
	}
	before, err := publish.ReadManifest(filepath.Join(b.Out, s.Name))
	if err != nil {
		return err
	}
	after, err := publish.ReadManifest(dir)
	if err != nil {
		return err
	}
	b.purges = append(b.purges, Purge{Site: s.Name, Gone: found.Gone, Addresses: outdated(s, before, after)})
	return nil
}

// mayExpose stops a build that would expose something, unless a person let exactly that through.
func (b *builder) mayExpose() error {
	if len(b.exposed) > 0 && b.exposed.Hash() != b.Confirmed {
		if b.Confirmed != "" {
			return fmt.Errorf("%w\nthe hash given with --confirm-exposure is that of another list; read this one before letting it through", ExposureError(b.exposed))
		}
		return ExposureError(b.exposed)
	}
	return nil
}

// remember keeps what no site shows for the next build.
func (b *builder) remember() error {
	if b.withheld == nil {
		return nil
	}
	return b.withheld.Keep(b.Archive, b.Out)
}
