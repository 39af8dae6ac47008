package plot

import (
	"encoding/xml"
	"html/template"
	"math"
	"strconv"
	"strings"
	"testing"

	"minutebook/internal/prose"

	"pgregory.net/rapid"
)

// svg is a drawing as a reader of XML finds it.
type svg struct {
	XMLName     xml.Name
	Role        string `xml:"role,attr"`
	ViewBox     string `xml:"viewBox,attr"`
	LabelledBy  string `xml:"aria-labelledby,attr"`
	DescribedBy string `xml:"aria-describedby,attr"`
	Title       named  `xml:"title"`
	Desc        named  `xml:"desc"`
	Text        []struct {
		X      float64 `xml:"x,attr"`
		Y      float64 `xml:"y,attr"`
		Anchor string  `xml:"text-anchor,attr"`
		Words  string  `xml:",chardata"`
	} `xml:"text"`
	Patterns []named `xml:"pattern"`
	Groups   []group `xml:"g"`
}

type named struct {
	ID    string `xml:"id,attr"`
	Words string `xml:",chardata"`
}

type group struct {
	Class string `xml:"class,attr"`
	Fill  string `xml:"fill,attr"`
	Rects []struct {
		X      float64 `xml:"x,attr"`
		Y      float64 `xml:"y,attr"`
		Width  float64 `xml:"width,attr"`
		Height float64 `xml:"height,attr"`
	} `xml:"rect"`
}

// read reads a drawing and looks whether it holds what every one must.
func read(t rapid.TB, drawing template.HTML, w Words) svg {
	t.Helper()
	var s svg
	if err := xml.Unmarshal([]byte(drawing), &s); err != nil {
		t.Fatalf("%v in %s", err, drawing)
	}
	if s.XMLName.Local != "svg" || s.Role != "img" || s.LabelledBy != s.Title.ID || s.DescribedBy != s.Desc.ID || s.Title.ID == "" || s.Desc.ID == s.Title.ID {
		t.Fatalf("%+v", s)
	}
	if s.Title.Words != clean(w.Title) || s.Desc.Words != clean(w.Desc) {
		t.Fatalf("title %q, description %q of %+q", s.Title.Words, s.Desc.Words, w)
	}
	box := strings.Fields(s.ViewBox)
	high, err := strconv.ParseFloat(box[len(box)-1], 64)
	if len(box) != 4 || box[2] != "320" || err != nil {
		t.Fatalf("view box %q", s.ViewBox)
	}
	s.within(t, high)
	return s
}

// within looks whether everything lies in the drawing, and every filling is there.
func (s svg) within(t rapid.TB, high float64) {
	t.Helper()
	for _, text := range s.Text {
		from, to := text.X, text.X+width(text.Words)
		switch text.Anchor {
		case "end":
			from, to = text.X-width(text.Words), text.X
		case "middle":
			from, to = text.X-width(text.Words)/2, text.X+width(text.Words)/2
		}
		if from < -.5 || to > drawingWidth+.5 || text.Y < 0 || text.Y > high {
			t.Fatalf("%q lies outside", text.Words)
		}
	}
	patterns := map[string]bool{}
	for _, p := range s.Patterns {
		patterns["url(#"+p.ID+")"] = true
	}
	for _, g := range s.Groups {
		if strings.HasPrefix(g.Fill, "url") && !patterns[g.Fill] {
			t.Fatalf("the filling %s is not there", g.Fill)
		}
		for _, r := range g.Rects {
			if r.X < 0 || r.Y < -.1 || r.X+r.Width > drawingWidth+.2 || r.Y+r.Height > high {
				t.Fatalf("the mark %+v lies outside", r)
			}
		}
	}
}

// clean is a text with what XML cannot hold replaced.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return 0xFFFD
		}
		return r
	}, text)
}

var values = rapid.SliceOfN(rapid.OneOf(rapid.IntRange(-3, 40), rapid.Int()), 0, 30)

// The heights of the marks, read by the lines of the scale, are the numbers.
func TestColumnsShowTheNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOfN(rapid.String(), 1, 24).Draw(t, "names")
		w := Words{"_x", rapid.String().Draw(t, "title"), rapid.String().Draw(t, "desc"), nil}
		var series []Series
		for range rapid.IntRange(1, 8).Draw(t, "series") {
			series = append(series, Series{rapid.String().Draw(t, "name"), rapid.SliceOfN(rapid.IntRange(-3, 400), 0, 30).Draw(t, "values")})
		}
		drawing := Columns(w, names, series)
		if drawing != Columns(w, names, series) {
			t.Fatal("two drawings of the same differ")
		}
		shown := series[:min(len(series), MostSeries)]
		if drawing == "" {
			for _, s := range shown {
				for i := range names {
					if at(s.Values, i) > 0 {
						t.Fatalf("nothing drawn of %+v", series)
					}
				}
			}
			return
		}
		groups := marksOf(read(t, drawing, w), len(series))
		for i, s := range shown {
			checkHeights(t, groups[i], s.Values, len(names), topOf(shown, len(names)))
		}
	})
}

// marksOf leaves out the groups of the legend.
func marksOf(s svg, series int) []group {
	if series > 1 {
		return s.Groups[min(series, MostSeries):]
	}
	return s.Groups
}

func topOf(series []Series, n int) float64 {
	c := columns{series: series}
	highest := 0
	for i := range n {
		highest = max(highest, c.total(i))
	}
	return float64(scaleTo(highest).top())
}

func checkHeights(t *rapid.T, g group, values []int, n int, top float64) {
	t.Helper()
	next := 0
	for i := range n {
		want := plotHeight * float64(at(values, i)) / top
		if want < .05 {
			continue
		}
		if next == len(g.Rects) || math.Abs(g.Rects[next].Height-want) > .11 {
			t.Fatalf("mark %d of %v stands for %d, of %v at most: %+v", next, g, at(values, i), top, values)
		}
		next++
	}
	if next != len(g.Rects) {
		t.Fatalf("%d marks for %v", len(g.Rects), values)
	}
}

func TestBarsShowTheNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOfN(rapid.String(), 0, 14).Draw(t, "names")
		values := values.Draw(t, "values")
		w := Words{"_x", rapid.String().Draw(t, "title"), rapid.String().Draw(t, "desc"), nil}
		drawing := Bars(w, names, values)
		if drawing == "" {
			for i := range names {
				if at(values, i) > 0 {
					t.Fatalf("nothing drawn of %v", values)
				}
			}
			return
		}
		s := read(t, drawing, w)
		if len(s.Text) != 2*len(names) {
			t.Fatalf("%d texts for %d names", len(s.Text), len(names))
		}
		checkLengths(t, s, values, len(names))
	})
}

// checkLengths compares the bars, and the numbers at their ends, with the values.
func checkLengths(t *rapid.T, s svg, values []int, n int) {
	t.Helper()
	highest, longest := 0, 0.0
	for i := range n {
		highest = max(highest, at(values, i))
	}
	for _, r := range s.Groups[0].Rects {
		longest = max(longest, r.Width)
	}
	if longest < 35 {
		t.Fatalf("the longest bar is of %v", longest)
	}
	next := 0
	for i := range n {
		if got := s.Text[2*i+1].Words; got != prose.Number(at(values, i)) {
			t.Fatalf("bar %d says %s for %d", i, got, at(values, i))
		}
		want := longest * float64(at(values, i)) / float64(highest)
		if want < .1 {
			continue // too short to be drawn, or nearly
		}
		for next < len(s.Groups[0].Rects) && s.Groups[0].Rects[next].Y < float64(i)*rowHeight {
			next++
		}
		if next == len(s.Groups[0].Rects) || math.Abs(s.Groups[0].Rects[next].Width-want) > .2 {
			t.Fatalf("bar %d stands for %d, of %d at most: %+v", i, at(values, i), highest, s.Groups[0].Rects)
		}
	}
}

func TestFillingsDifferWithoutColour(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range fillings {
		if seen[f.pattern] {
			t.Errorf("the filling %q stands twice", f.pattern)
		}
		seen[f.pattern] = true
	}
}

func TestScaleIsRound(t *testing.T) {
	for n, want := range map[int]scale{1: {1, 1}, 3: {1, 3}, 4: {1, 4}, 5: {2, 3}, 8: {2, 4}, 9: {5, 2}, 19: {5, 4}, 21: {10, 3}, 119: {50, 3}, 4000: {1000, 4}} {
		if got := scaleTo(n); got != want {
			t.Errorf("up to %d: %+v, wanted %+v", n, got, want)
		}
	}
}

func TestNamesAreClippedBetweenCharacters(t *testing.T) {
	for name, want := range map[string]string{"Recommended": "Recommended", "The Harbour Data Company": "The Harbour Dat…", "two\n words": "two words",
		"会議会議会議会議会議": "会議会議会議会…", strings.Repeat("e\u0301", 20): strings.Repeat("e\u0301", 15) + "…", "": ""} {
		if got := clip(name, 16); got != want {
			t.Errorf("%q is clipped to %q, wanted %q", name, got, want)
		}
	}
}

// FuzzDrawings draws what anybody may write, as often as they like.
func FuzzDrawings(f *testing.F) {
	f.Add(`<script>alert("x")</script>`, "a\x00b", "]]>&amp;\u202e", 3, -1)
	f.Add("", "\xff\xfe", "--><svg>", math.MaxInt, math.MinInt)
	f.Fuzz(func(t *testing.T, one, two, three string, n, m int) {
		w := Words{"_x", strings.ToValidUTF8(one, "\ufffd"), strings.ToValidUTF8(two, "\ufffd"), nil}
		names := []string{three, one, two}
		for _, drawing := range []template.HTML{
			Columns(w, names, []Series{{one, []int{n, m}}, {two, []int{m, n, 1}}}), Bars(w, names, []int{n, m, 1})} {
			var s svg
			if err := xml.Unmarshal([]byte(drawing), &s); err != nil {
				t.Fatalf("%v in %s", err, drawing)
			}
			if strings.Contains(strings.ToLower(string(drawing)), "<script") || strings.Count(string(drawing), "<svg") != 1 {
				t.Fatalf("a name became a tag: %s", drawing)
			}
		}
	})
}
