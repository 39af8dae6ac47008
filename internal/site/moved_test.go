package site

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"minutebook/internal/former"
	"minutebook/internal/policy"
)

// levelNamed is a level of the default policy. The bees' site reads Clear and White.
func levelNamed(t *testing.T, name string) policy.Level {
	t.Helper()
	l, ok := policy.Default().Level(name)
	if !ok {
		t.Fatalf("no level %s", name)
	}
	return l
}

// movedBees has every kind of declaration.
func movedBees(t *testing.T, address string) Options {
	o := bees(t, address)
	clear, white, amber := levelNamed(t, "Clear"), levelNamed(t, "White"), levelNamed(t, "Amber")
	o.Moves = Moves{
		Redirects: []Redirect{
			{"/meetings/wasp-7/", "/meetings/bee-7/#swarm", clear},
			{"/meetings/bee-6", "/meetings/bee-8", clear},
			{"/modifications/mp007/", "/meetings/", clear},              // from another spelling of what is here
			{"/old.html", "/meetings/bee-6/", clear},                    // a chain
			{"/older/", "/old.html#report", clear},                      // a longer one, whose fragment is kept
			{"/mods/7/", "/modifications/mp007/", clear},                // through an alias
			{"/lost/", "/meetings/bee-9/", clear},                       // to what is not here
			{"/meetings/bee-7/", "/meetings/bee-8/", clear},             // from what is here
			{"/secret/", "/meetings/bee-7/", amber},                     // not for this site
			{"/was/", "/meetings/bee-5/", clear},                        // to what was withdrawn
			{"/vague/", "/meetings/bee-7/#nowhere", clear},              // the page is here, the paragraph is not
			{"/site.css/x/", "/", clear},                                // below a file
			{"/meetings/bee-7/#plan", "/meetings/bee-8/#report", white}, // a paragraph
			{"/meetings/bee-7/#swarm", "/meetings/bee-8/", clear},       // that is here
			{"/meetings/bee-7/#first", "/meetings/bee-7/#plan", clear},  // a chain of paragraphs
			{"/groups/#hive", "/meetings/bee-7/", clear},                // on a page without paragraphs
			{"/glossary/#apis", "/glossary/#bee", clear},                // a term
		},
		Withdrawn: []Withdrawal{
			{"/meetings/bee-5/", "Published in <error>.", white},
			{"/meetings/bee-4/", "Too early.", amber},
			{"/actions/bee-7-01/", "It is still there.", clear},
			{"/hives/#stone", "They were never of stone.", white},
			{"/meetings/bee-4/#p-1", "No page.", clear},
		},
	}
	return o
}

func TestFatesOfDeclaredAddresses(t *testing.T) {
	o := movedBees(t, "")
	o.Static = fstest.MapFS{"site.css": {Data: []byte("p{}")}}
	var got Moved
	o.Moved = func(m Moved) { got = m }
	mustRender(t, o)
	fates := map[string]Fate{"/meetings/wasp-7/": Told, "/meetings/bee-6": Told, "/old.html": Told, "/older/": Told, "/mods/7/": Told, "/lost/": Nowhere,
		"/meetings/bee-7/": There, "/modifications/mp007/": There, "/secret/": Withheld, "/was/": Told, "/vague/": Told, "/site.css/x/": There, "/meetings/bee-7/#plan": Told,
		"/meetings/bee-7/#swarm": There, "/meetings/bee-7/#first": Told, "/groups/#hive": Nowhere, "/glossary/#apis": Told,
		"/meetings/bee-5/": Told, "/meetings/bee-4/": Withheld, "/actions/bee-7-01/": There, "/hives/#stone": Told, "/meetings/bee-4/#p-1": Nowhere}
	if diff := cmp.Diff(fates, got.Fates); diff != "" {
		t.Error(diff)
	}
	leads := map[string]string{"/meetings/wasp-7/": "/meetings/bee-7/#swarm", "/meetings/bee-6/": "/meetings/bee-8/", "/meetings/bee-6/source/": "/meetings/bee-8/source/", "/meetings/bee-6/changes/": "/meetings/bee-8/changes/",
		"/old.html": "/meetings/bee-8/", "/older/": "/meetings/bee-8/#report", "/mods/7/": "/modifications/mp7/", "/was/": "/meetings/bee-5/", "/vague/": "/meetings/bee-7/", "/vague/source/": "/meetings/bee-7/source/", "/vague/changes/": "/meetings/bee-7/changes/",
		"/meetings/bee-7-2604/": "/meetings/bee-7/", "/modifications/mp007/": "/modifications/mp7/"}
	if diff := cmp.Diff(leads, got.List.Redirects); diff != "" {
		t.Error(diff)
	}
	if !slices.Equal(got.List.Withdrawn, []string{"/meetings/bee-5/"}) {
		t.Errorf("withdrawn: %v", got.List.Withdrawn)
	}
}

func TestWhatMovedIsSaidOnItsPage(t *testing.T) {
	o := movedBees(t, "https://host.example/m")
	mustRender(t, o)
	files := written(t, o.Out.Dir())
	for name, html := range files {
		if strings.HasSuffix(name, ".html") {
			wholePage(t, name, "/m/", parsed(t, html), files)
		}
		for _, withheld := range []string{"Too early", "secret", "bee-4", "No page"} {
			if strings.Contains(name+html, withheld) {
				t.Errorf("%s tells of %s", name, withheld)
			}
		}
	}
	doc := parsed(t, files["meetings/wasp-7/index.html"])
	const to = "/m/meetings/bee-7/#swarm"
	if got := doc.Find("meta[http-equiv=refresh]").AttrOr("content", ""); got != "0; url="+to {
		t.Errorf("refresh %q", got)
	}
	if link := doc.Find("main p a"); link.AttrOr("href", "") != to || link.Text() != "a paragraph of BEE_7" || doc.Find("link[rel=canonical]").Length() > 0 { // the site is restricted
		t.Errorf("the page leads elsewhere: %s", files["meetings/wasp-7/index.html"])
	}
	if got := doc.Find(".lede").Text(); got != "What was at this address is now a paragraph of BEE_7." {
		t.Errorf("it says %q", got)
	}
	if got := parsed(t, files["modifications/mp007/index.html"]).Find(".lede").Text(); got != "MP007 is another spelling of MP7." {
		t.Errorf("an alias says %q", got)
	}
	doc = parsed(t, files["meetings/bee-5/index.html"])
	if doc.Find("main .notice").Text() != "Published in <error>." || doc.Find("p.band strong").Text() != "White" || doc.Find("meta[name=robots]").Length() != 1 {
		t.Errorf("withdrawn: %s", files["meetings/bee-5/index.html"])
	}
	doc = parsed(t, files["meetings/bee-7/index.html"])
	if got := doc.Find("#plan").Text(); got != "What was here is now a paragraph of BEE_8." || doc.Find("#plan a").AttrOr("href", "") != "/m/meetings/bee-8/#report" {
		t.Errorf("a paragraph that moved: %q", got)
	}
	if got := parsed(t, files["glossary/index.html"]).Find("#apis").Text(); got != "What was here is now bee of the glossary." {
		t.Errorf("a term: %q", got)
	}
	if got := parsed(t, files["hives/index.html"]).Find("#stone").Text(); got != "Withdrawn: They were never of stone. (White)" {
		t.Errorf("a paragraph that was withdrawn: %q", got)
	}
}

// Whatever is declared: no page of the site gives way, no two pages share a file, and what leads somewhere leads
// in one step to something that the site has.
func TestMovesNeverShadowChainOrLeave(t *testing.T) {
	o := bees(t, "")
	clear, amber := levelNamed(t, "Clear"), levelNamed(t, "Amber")
	address := rapid.SampledFrom([]string{"/a/", "/b/", "/c.html", "/c.html/d/", "/a/b", "/meetings/bee-7/", "/meetings/bee-8", "/meetings/bee-7/#swarm", "/meetings/bee-7/#gone",
		"/meetings/bee-8/#gone", "/modifications/mp007/", "/modifications/mp7/", "/meetings/bee-7-2604/", "/a/#x", "/hives/#x", "/", "/meetings/", "/404.html", "/meetings/bee-6/"})
	level := rapid.SampledFrom([]policy.Level{clear, amber})
	rapid.Check(t, func(rt *rapid.T) {
		o.Moves = Moves{}
		for i, from := range rapid.SliceOfNDistinct(address, 0, 12, spelt).Draw(rt, "declared") {
			if rapid.IntRange(0, 3).Draw(rt, "kind") == 0 {
				o.Moves.Withdrawn = append(o.Moves.Withdrawn, Withdrawal{from, strings.Repeat("x", i+1), level.Draw(rt, "level")})
			} else {
				o.Moves.Redirects = append(o.Moves.Redirects, Redirect{from, address.Draw(rt, "to"), level.Draw(rt, "level")})
			}
		}
		b := newBuilder(o)
		pages := b.all()
		s, err := b.settle(o, slices.Clone(pages))
		if err != nil {
			rt.Fatal(err)
		}
		all := s.apply(slices.Clone(pages))
		if err := distinct(all); err != nil {
			rt.Fatal(err)
		}
		files := map[string]bool{}
		for i, pg := range all {
			files[pg.file()] = true
			if i < len(pages) && (pg.path != pages[i].path || pg.layout != pages[i].layout) {
				rt.Fatalf("%s gave way to %s", pages[i].path, pg.path)
			}
		}
		for from, to := range s.list.Redirects {
			at, _, _ := strings.Cut(to, "#")
			if s.real[from] || !(s.real[at] || slices.Contains(s.list.Withdrawn, at)) || s.list.Redirects[at] != "" {
				rt.Fatalf("%s leads to %s", from, to)
			}
		}
		for name := range files {
			for other := range files {
				if strings.HasPrefix(other, name+"/") {
					rt.Fatalf("%s is to be a file and a folder", name)
				}
			}
		}
		if n := len(o.Moves.Redirects) + len(o.Moves.Withdrawn); len(s.fates) != n {
			rt.Fatalf("%d fates of %d: %v", len(s.fates), n, slices.Collect(maps.Keys(s.fates)))
		}
	})
}

// An address may be spelt as files are.
func TestOddAddresses(t *testing.T) {
	o := bees(t, "")
	var want []string
	for _, from := range []string{"/Files/Key Ceremony.pdf", "/Größe/港/", "/a(b)/c'd/", "/a+b/", "/Old.HTML", "/x.html", "/a,b;c=d/", "/a~b/@c/", "/a$b/", "/a!b/*/", "/a&b/"} {
		o.Moves.Redirects = append(o.Moves.Redirects, Redirect{from, "/meetings/", levelNamed(t, "Clear")})
		want = append(want, page{path: former.Page(from)}.file())
	}
	mustRender(t, o)
	files := written(t, o.Out.Dir())
	for _, name := range want {
		if !strings.Contains(files[name], "/meetings/") {
			t.Errorf("no %s", name)
		}
	}
}
