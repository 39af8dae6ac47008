package build

import (
	"encoding/base64"
	"html"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"minutebook/index"
	"minutebook/internal/archive"
	"minutebook/internal/former"
	"minutebook/internal/publish"
)

// said is what a stage could say: all of it above a site's clearance, or all of it below.
type said struct {
	sentence string // of eight words or more
	block    string // a title of fewer
	word     string // that nothing else has
	stem     string // another form of a word of the text
	cell     string
	id       string
	slug     string // of an action
	incident string
	person   string
	paper    string // a file of the archive
	former   string // a former address
	reason   string
}

var (
	secret = said{"the lighthouse keeper sold nine barrels of paraffin to a passing schooner", "Kittiwake Ledger Reopened", "paraffin", "smuggling", "Ambergris",
		"HWC 09/01", "hwc-09-01", "INC000000004711", "Jory Spindrift", "content/papers/deep-soundings.txt", "/former/kittiwake/", "A steward mislaid the register of wreckers."}
	public = said{"the pilot boat was painted green before the stewards came to the regatta", "Regatta Stewards Thanked", "regatta", "painting", "Turpentine",
		"HWC 07/01", "hwc-07-01", "INC000000004710", "Ada Quay", "content/papers/plan.txt", "/former/regatta/", "It was held on another pier."}
)

// seed makes a finished site say something: each is what one stage would leave if it looked at more than its edition.
type seed struct {
	kind string
	sow  func(f *field, s said)
}

var seeds = []seed{
	{"a sentence of a page", func(f *field, s said) { f.into("www/index.html", "<p>"+s.sentence+"</p>") }},
	{"a heading of a page", func(f *field, s said) { f.into("www/index.html", "<h2>"+s.block+"</h2>") }},
	{"a cell of a page", func(f *field, s said) { f.into("www/index.html", "<td>"+s.cell+"</td>") }},
	{"a name of a page", func(f *field, s said) { f.into("www/index.html", "<li>"+s.person+"</li>") }},
	{"a time of a page", func(f *field, s said) { f.into("www/index.html", `<time datetime="2024-03-12">`+s.sentence+`</time>`) }},
	{"a time of a page that has more than its day", func(f *field, s said) {
		f.into("www/index.html", `<time datetime="2024-03-12">12 March 2024 <b>`+s.word+`</b></time>`)
	}},
	{"words behind a day of a page", func(f *field, s said) {
		f.into("www/index.html", `<time datetime="2024-03-12">12 March 2024</time> `+s.sentence)
	}},
	{"an attribute", func(f *field, s said) { f.into("www/index.html", `<a title="`+s.word+`">x</a>`) }},
	{"a comment", func(f *field, s said) { f.into("www/index.html", "<!-- "+s.word+" -->") }},
	{"words that markup and hyphens part", func(f *field, s said) {
		f.into("www/index.html", "<p>"+s.word[:3]+"<b>"+s.word[3:5]+"&shy;"+s.word[5:6]+"</b>"+s.word[6:]+"</p>")
	}},
	{"an address of a page", func(f *field, s said) {
		f.into("www/index.html", `<a href="?q=`+strings.ReplaceAll(url.PathEscape(s.sentence), "the", "%74%68%65")+`">x</a>`)
	}},
	{"the link to the next meeting", func(f *field, s said) { f.into("www/meetings/hwc-07/index.html", `<a rel="next">`+s.id+`</a>`) }},
	{"the source view", func(f *field, s said) {
		f.into("www/meetings/hwc-07/source/index.html", "<code>"+strings.ReplaceAll(s.sentence, " ", " <span>")+"</code>")
	}},
	{"data as JSON", func(f *field, s said) {
		f.write("www/data/more.json", `[{"text":"`+strings.ReplaceAll(s.sentence, "e", `\u0065`)+`"}]`)
	}},
	{"data as CSV", func(f *field, s said) { f.write("www/data/more.csv", "1,\""+s.block+"\",2\n") }},
	{"a feed", func(f *field, s said) {
		f.write("www/feeds/more.atom", "<entry><content type=\"html\">"+html.EscapeString(html.EscapeString("<b>"+s.word+"</b>&eacute;"))+"</content></entry>")
	}},
	{"a calendar", func(f *field, s said) {
		f.write("www/calendars/more.ics", "BEGIN:VCALENDAR\r\nSUMMARY:"+strings.Join(strings.SplitAfter(s.sentence, "e"), "\r\n ")+"\r\n")
	}},
	{"the title of a drawing", func(f *field, s said) { f.write("www/plots/more.svg", "<svg><title>"+s.block+"</title></svg>") }},
	{"the label of a plot", func(f *field, s said) {
		f.into("www/plots/index.html", "<svg><text><tspan>"+s.person[:3]+"</tspan><tspan>"+s.person[3:]+"</tspan></text></svg>")
	}},
	{"a sitemap", func(f *field, s said) {
		f.write("www/sitemap.xml", "<urlset><url><loc>https://example.org/actions/"+s.slug+"/</loc></url></urlset>")
	}},
	{"a host in a sitemap", func(f *field, s said) {
		f.write("www/hosts.txt", "https://"+s.word+".example.org/ https://xn--mnchen-3ya.example.org/")
	}},
	{"a file's name", func(f *field, s said) { f.write("www/actions/"+s.slug+"/index.html", "<p></p>") }},
	{"the name of an empty folder", func(f *field, s said) { f.folder("www/" + s.word) }},
	{"a copy by gzip", func(f *field, s said) { f.write("www/index.html.gz", gzipOf("<p>"+s.incident+"</p>")) }},
	{"a copy by brotli", func(f *field, s said) { f.write("www/index.html.br", brotliOf("<p>"+s.sentence+"</p>")) }},
	{"a copy by zstd", func(f *field, s said) { f.write("www/index.html.zst", zstdOf("<p>"+s.cell+"</p>")) }},
	{"a document in a package in a package", func(f *field, s said) {
		f.write("www/all.zip", zipOf("minutes.docx", zipOf("word/document.xml", "<w:t>"+s.sentence+"</w:t>")))
	}},
	{"text of two bytes a letter", func(f *field, s said) { f.write("www/wide.txt", wideOf(s.sentence)) }},
	{"a file as an address", func(f *field, s said) {
		f.into("www/index.html", `<img src="data:image/svg+xml;base64,`+base64.StdEncoding.EncodeToString([]byte("<svg><desc>"+s.block+"</desc></svg>"))+`">`)
	}},
	{"a document that is not compressed", func(f *field, s said) {
		f.write("www/plain.pdf", "%PDF-1.4\n("+s.sentence[:9]+`\`+"\n"+s.sentence[9:]+") Tj")
	}},
	{"how a browser searches the site", func(f *field, s said) {
		f.write("www/opensearch.xml", "<OpenSearchDescription><ShortName>"+s.block+"</ShortName></OpenSearchDescription>")
	}},
	{"what the search service says", func(f *field, s said) { f.into("words.json", `,"more":"`+s.sentence+`"`) }},
	{"what search engines are told", func(f *field, s said) {
		f.into("www/index.html", `<script type="application/ld+json">{"name":"`+strings.ReplaceAll(s.sentence, " ", `\u0020`)+`"}</script>`)
	}},
	{"a social card", func(f *field, s said) {
		f.into("www/index.html", `<meta property="og:description" content="`+s.block+`">`)
	}},
	{"the head of a printed sheet", func(f *field, s said) { f.into("www/index.html", `<p data-sheet="`+s.sentence+`">`) }},
	{"the search page", func(f *field, s said) { f.into("www/search/index.html", `<option value="`+s.person+`">`) }},
	{"a row that the search page reads", func(f *field, s said) {
		f.into("www/search/ids/rows-0.json", `,["x","page","`+s.block+`","/"]`)
	}},
	{"an address of such a row", func(f *field, s said) {
		f.into("www/search/ids/rows-0.json", `,["x","page","x","/actions/`+s.slug+`/"]`)
	}},
	{"a word that it reads", func(f *field, s said) { f.into("www/search/ids/words-0.json", `,"`+strings.ToLower(s.word)+`":[7]`) }},
	{"an id of such a row", func(f *field, s said) { f.into("www/search/ids/rows-0.json", `,["`+s.id+`","action","x","/"]`) }},
	{"a filter that it reads", func(f *field, s said) {
		f.into("www/search/ids/filters-0.json", `,"owner:`+strings.ToLower(s.person)+`":[7]`)
	}},
	{"where its files are cut", func(f *field, s said) { f.into("www/search/ids/start.json", `,"`+strings.ToLower(s.cell)+`"`) }},
	{"the name of a file that it reads", func(f *field, s said) { f.write("www/search/ids/"+s.word+".json", "{}") }},
	{"a list of suggestions", func(f *field, s said) { f.write("www/suggest.json", `{"`+s.word+`":1}`) }},
	{"a script", func(f *field, s said) {
		f.write("www/more.js", `var x="`+strings.ReplaceAll(s.sentence, " ", `\x20`)+`";`)
	}},
	{"a former address", func(f *field, s said) {
		f.write(former.File, `{"redirects": {"`+s.former+`": "/"}, "withdrawn": []}`)
	}},
	{"the reason of a withdrawal", func(f *field, s said) { f.into("www/index.html", "<p>"+s.reason+"</p>") }},
	{"the manifest", func(f *field, s said) { f.into(publish.ManifestFile, "\n// "+s.paper+"\n") }},
	{"the title in the manifest", func(f *field, s said) {
		f.replace(publish.ManifestFile, `"title": "`, `"title": "`+s.block+` `)
	}},
	{"a log that was left behind", func(f *field, s said) { f.write("index/shards/build.log", "read 7 files, "+s.sentence) }},
	{"a paper that was copied", func(f *field, s said) { f.write("www/files/0123456789ab/a.txt", f.source(s.paper)) }},
	{"a paper that was copied and packed", func(f *field, s said) { f.write("www/files/0123456789ab/"+filepath.Base(s.paper)+".gz", gzipOf("x")) }},
	{"the dictionary of the index, stems alone", func(f *field, s said) { f.index(index.Document{Kind: "page", Text: s.stem}) }},
	{"a stored field of the index", func(f *field, s said) { f.index(index.Document{Kind: "page", URL: "/#" + s.word}) }},
	{"an id in the index", func(f *field, s said) { f.index(index.Document{Kind: "action", ID: s.id}) }},
	{"what a document of the index speaks of", func(f *field, s said) {
		f.index(index.Document{Kind: "item", ID: "x", Mentions: []string{s.id}})
	}},
	{"a modification that the index counts", func(f *field, s said) {
		f.index(index.Document{Kind: "item", ID: "x", Modifications: []string{s.word}})
	}},
	{"an id as the search page finds it", func(f *field, s said) {
		f.into("www/search/ids/ids-0.json", `,"`+index.Key(s.id)+`":[7]`)
	}},
	{"an id as the index finds it", func(f *field, s said) { f.into("index/tables.txt", index.Key(s.id)+"\n") }},
	{"an item that a hit stands in", func(f *field, s said) {
		f.index(index.Document{Kind: "action", ID: "x", Within: []string{s.block}})
	}},
	{"an owner that the index counts", func(f *field, s said) {
		f.index(index.Document{Kind: "action", ID: "x", Owners: []string{s.person}})
	}},
	{"another spelling that the index finds", func(f *field, s said) {
		f.index(index.Document{Kind: "action", ID: "x", Aliases: []string{s.incident}})
	}},
	{"words of the index's tables", func(f *field, s said) { f.into("index/tables.txt", "\n"+s.word+"\n") }},
	{"numbers of the index's tables that are none", func(f *field, s said) { f.into("index/tables.bin", s.sentence) }},
	{"a name that the index suggests", func(f *field, s said) {
		f.content(func(c *index.Content) { c.Names = append(c.Names, index.Suggestion{Kind: "owner", Title: s.sentence}) })
	}},
	{"an abbreviation that the index knows", func(f *field, s said) {
		f.content(func(c *index.Content) {
			c.Glossary = append(c.Glossary, index.Abbreviation{Term: "X", Expansion: s.sentence})
		})
	}},
	{"a doc value of the index", func(f *field, s said) { f.docValue(s.cell) }},
	{"a segment beside the index", func(f *field, s said) { f.write("index/shards/9/store/000000000009.zap", "\x00\x07"+s.sentence+"\x00") }},
}

// Whatever a stage could leak into is looked into: each seed is found where it was put, by position and without its words,
// and the same of what the site may show is found nowhere.
func TestSeededLeaksAreFound(t *testing.T) {
	g := newGround(t)
	if len(seeds) < 20 {
		t.Fatalf("only %d seeds", len(seeds))
	}
	for _, one := range seeds {
		f := g.field(t)
		one.sow(f, public)
		if found := g.search(t, f.dir); len(found.Leaks) > 0 {
			t.Errorf("%s: what the site may show is found: %v", one.kind, found.Leaks)
		}
		f = g.field(t)
		one.sow(f, secret)
		found := g.search(t, f.dir)
		if len(found.Leaks) == 0 {
			t.Errorf("%s: nothing is found", one.kind)
		}
		for _, l := range found.Leaks {
			line := strings.ToLower(l.String())
			if !strings.Contains(line, "content/") && !strings.Contains(line, archive.ConfigFile+":") {
				t.Errorf("%s: no source in %q", one.kind, line)
			}
			for _, word := range []string{"paraffin", "kittiwake", "smuggl", "ambergris", "spindrift", "hwc-09-01", "hwc 09", "4711", "steward"} {
				if strings.Contains(line, word) {
					t.Errorf("%s: the line has the secret: %q", one.kind, line)
				}
			}
		}
	}
	t.Logf("%d seeded leaks: each is found, and none where the site may show the same", len(seeds))
}

// Of an index of which some shards changed these are read, and no other.
func TestShardsThatChangedAreSearched(t *testing.T) {
	f := newGround(t).field(t)
	f.index(index.Document{Kind: "page", URL: "/#" + secret.word})
	for name, found := range map[string]bool{f.shard("store/root.bolt"): true, "index/shards/other/store/root.bolt": false, "index/tables.txt": false, "www/index.html": false} {
		r, err := leaksIn(f.g.secrets, f.dir, []string{name}, nil)
		must(t, err)
		if len(r.Leaks) > 0 != found {
			t.Errorf("%s changed, found %v", name, r.Leaks)
		}
	}
}

// What is withheld within documents that a site may show is withheld like the rest: paragraphs, cells, items, comments, keys of front
// matter, and what only a withheld document says, down to its file's name.
func TestEveryPartThatIsWithheldIsLookedFor(t *testing.T) {
	g := newGround(t)
	for text, source := range map[string]string{
		"keeper": "content/april.md:16", "Ambergris": "content/april.md:20", "Ledger Reopened": "content/april.md:22", "ashore": "content/april.md:24",
		"Purser": "content/april.md:26", "Gunwale": "content/april.md:28", "gunwale knew of it": "content/april.md:28", "Tamsin Bilge": "content/dismasted.md:3",
		"Jory": "content/dismasted.md:16", "deep-soundings.txt": "content/", "HWC_08": "content/dismasted.md", "dismasted.md": "content/dismasted.md:1",
		"/meetings/hwc-98/": "minutebook.yaml:14", "wreckers": "minutebook.yaml:14", "/former/kittiwake/": "minutebook.yaml:11"} {
		f := g.field(t)
		f.into("www/index.html", "<p>"+text+"</p>")
		if found := g.search(t, f.dir); len(found.Leaks) == 0 || !strings.HasPrefix(found.Leaks[0].Source, source) {
			t.Errorf("%q: found %v, want %s", text, found.Leaks, source)
		}
	}
	for _, text := range []string{"Turpentine", "Slipway", "Ada Quay", "classified as Red", "the lamps burn", "12 May 2024", "13 May 2024", "HWC 07", "march.md", "Ben Regatta", "Minutes", "8", "2024"} {
		f := g.field(t)
		f.into("www/index.html", "<p>"+text+"</p>")
		if found := g.search(t, f.dir); len(found.Leaks) > 0 {
			t.Errorf("%q is found: %v", text, found.Leaks)
		}
	}
}

// What words cannot show, a build from the permitted sources alone does.
func TestSeededDifferencesAreFound(t *testing.T) {
	g := newGround(t)
	if p := g.compare(t, g.field(t).dir); len(p.Differences) > 0 || p.Files < 50 || p.Found < 5 || p.Terms < 50 {
		t.Fatalf("the site differs from that of the permitted sources: %+v", p)
	}
	for kind, change := range map[string]struct {
		where string
		sow   func(f *field)
	}{
		"a count":                     {"www/data/meetings.csv", func(f *field) { f.replace("www/data/meetings.csv", "Clear,2,2,0", "Clear,3,2,0") }},
		"an order":                    {"www/data/meetings.csv", func(f *field) { f.backward("www/data/meetings.csv") }},
		"a link to the next meeting":  {"www/meetings/hwc-07/index.html", func(f *field) { f.replace("www/meetings/hwc-07/index.html", "/meetings/hwc-09/", "/meetings/") }},
		"a day":                       {"www/calendars/meetings.ics", func(f *field) { f.replace("www/calendars/meetings.ics", "20240415", "20240513") }},
		"a page that is missing":      {"www/actions/hwc-07-01/index.html", func(f *field) { f.remove("www/actions/hwc-07-01/index.html") }},
		"a file with nothing in it":   {"www/1", func(f *field) { f.write("www/1", "") }},
		"a folder with nothing in it": {"www/2/", func(f *field) { f.folder("www/2") }},
		"a blank":                     {"former.json", func(f *field) { f.into("former.json", " ") }},
		"the manifest":                {"manifest.json", func(f *field) { f.replace("manifest.json", `"clearance": "Clear"`, `"clearance": "Red"`) }},
		"a hash of the index":         {"manifest.json", func(f *field) { f.into(f.shard("store/root.bolt"), "\x00") }},
		"a document of the index":     {"index: terms of _id", func(f *field) { f.index(index.Document{Kind: "page"}) }},
		"how often a word stands":     {"index: terms of words", func(f *field) { f.index(index.Document{Kind: "page", Text: "lamps lamps"}) }},
		"a name to suggest": {"index: tables", func(f *field) {
			f.content(func(c *index.Content) { c.Names = append(c.Names, index.Suggestion{Kind: "owner", Title: "x"}) })
		}},
		"a file beside the index": {"index/shards/1/store/1", func(f *field) { f.write("index/shards/1/store/1", "") }},
		"an index that is none":   {"index: cannot be opened", func(f *field) { f.remove("index/index.json") }},
	} {
		f := g.field(t)
		change.sow(f)
		if p := g.compare(t, f.dir); !slices.Contains(p.Differences, change.where) || len(p.Differences) > 25 {
			t.Errorf("%s: %q is not among the differences %q", kind, change.where, p.Differences)
		}
	}
}
