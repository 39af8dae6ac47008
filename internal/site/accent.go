package site

import (
	"fmt"
	"math"
	"strconv"
)

// rgb is a colour of sRGB, each part from 0 to 1.
type rgb [3]float64

// What links stand on in static/site.css, and what the accent of each scheme is mixed with until it can be read there.
var (
	lightGrounds = []rgb{ofHex("#fdfdfb"), ofHex("#f3f3ee"), ofHex("#fff0b8")}
	darkGrounds  = []rgb{ofHex("#15171a"), ofHex("#1e2125"), ofHex("#57490f")}
	black, pale  = ofHex("#000000"), ofHex("#e2f1ff")
)

// readable is the contrast that WCAG 2.2 AA demands of text.
const readable = 4.5

// accents are an accent as it is shown: in the light as it is, or as much darker as it takes to be read on every ground; in
// the dark as much paler.
func accents(colour string) (light, dark string) {
	c := ofHex(colour)
	return towards(c, black, lightGrounds).hex(), towards(mix(c, pale, .3), pale, darkGrounds).hex()
}

// towards mixes a colour with another, as little as it takes.
func towards(c, other rgb, grounds []rgb) rgb {
	const steps = 100
	for i := range steps {
		m := ofHex(mix(c, other, float64(i)/steps).hex()) // as it will be written
		if readableOn(m, grounds) {
			return m
		}
	}
	return other
}

func readableOn(c rgb, grounds []rgb) bool {
	for _, g := range grounds {
		if contrast(c, g) < readable {
			return false
		}
	}
	return true
}

func mix(a, b rgb, share float64) (m rgb) {
	for i := range m {
		m[i] = a[i]*(1-share) + b[i]*share
	}
	return m
}

// contrast is the ratio of WCAG 2.2, from 1 to 21.
func contrast(a, b rgb) float64 {
	l, m := a.luminance(), b.luminance()
	return (max(l, m) + .05) / (min(l, m) + .05)
}

func (c rgb) luminance() float64 {
	linear := func(v float64) float64 {
		if v <= .04045 {
			return v / 12.92
		}
		return math.Pow((v+.055)/1.055, 2.4)
	}
	return .2126*linear(c[0]) + .7152*linear(c[1]) + .0722*linear(c[2])
}

// ofHex reads #rgb or #rrggbb.
func ofHex(s string) (c rgb) {
	digits := s[1:]
	wide := len(digits) / 3
	for i := range c {
		part := digits[i*wide : (i+1)*wide]
		if wide == 1 {
			part += part
		}
		n, _ := strconv.ParseUint(part, 16, 8) // whoever calls has looked
		c[i] = float64(n) / 255
	}
	return c
}

func (c rgb) hex() string {
	return fmt.Sprintf("#%02x%02x%02x", eight(c[0]), eight(c[1]), eight(c[2]))
}

func eight(v float64) int { return int(math.Round(v * 255)) }
