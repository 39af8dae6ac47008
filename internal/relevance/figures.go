package relevance

import (
	"fmt"
	"math"
	"strings"
)

// Figures are those of both sets that a build must reach: a file of lines "demo ids 0.976", by set and class.
type Figures map[string]float64

// ParseFigures reads the file.
func ParseFigures(text string) (Figures, error) {
	f := Figures{}
	for i, line := range strings.Split(strings.TrimSpace(text), "\n") {
		var set, class string
		var figure float64
		if _, err := fmt.Sscanf(line, "%s %s %f", &set, &class, &figure); err != nil {
			return nil, fmt.Errorf("line %d of the figures: %w", i+1, err)
		}
		f[set+" "+class] = figure
	}
	return f, nil
}

// Raise takes over what is better. Figures are cut, not rounded, so that what was measured reaches them.
func (f Figures) Raise(set string, r Report) {
	for class, figure := range r.figures() {
		key := set + " " + string(class)
		f[key] = max(f[key], math.Floor(figure*1000)/1000)
	}
}

// Lower names the figures that r does not reach.
func (f Figures) Lower(set string, r Report) []string {
	var all []string
	for class, figure := range r.figures() {
		if want := f[set+" "+string(class)]; figure < want {
			all = append(all, fmt.Sprintf("%s of the set %s is %.4f; it was %.3f", class.Measure(), set, figure, want))
		}
	}
	return all
}

func (r Report) figures() map[Class]float64 { return map[Class]float64{IDs: r.IDs, Words: r.Words} }

// Measure names what a class is measured by.
func (c Class) Measure() string {
	if c == IDs {
		return "success@1 of ids"
	}
	return "nDCG@10 of words"
}

func (f Figures) String() string {
	var b strings.Builder
	for _, set := range []string{"demo", "acceptance"} {
		for _, class := range []Class{IDs, Words} {
			fmt.Fprintf(&b, "%s %s %.3f\n", set, class, f[set+" "+string(class)])
		}
	}
	return b.String()
}
