package site

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Whatever a body's colour is, its links can be read in both schemes.
func TestEveryAccentCanBeRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		given := fmt.Sprintf("#%06x", rapid.IntRange(0, 0xffffff).Draw(t, "colour"))
		light, dark := accents(given)
		if !readableOn(ofHex(light), lightGrounds) || contrast(ofHex(light), ofHex("#ffffff")) < readable {
			t.Fatalf("%s is shown as %s", given, light)
		}
		if !readableOn(ofHex(dark), darkGrounds) {
			t.Fatalf("%s is shown as %s in the dark", given, dark)
		}
		if readableOn(ofHex(given), lightGrounds) && light != given {
			t.Fatalf("%s can be read, and is shown as %s", given, light)
		}
	})
}

func TestAccents(t *testing.T) {
	for given, want := range map[string]string{"#1d4f7c": "#1d4f7c", "#000": "#000000"} {
		if light, _ := accents(given); light != want {
			t.Errorf("%s is shown as %s", given, light)
		}
	}
	if got := fmt.Sprintf("%.1f %.2f", contrast(ofHex("#000"), ofHex("#fff")), contrast(ofHex("#777777"), ofHex("#ffffff"))); got != "21.0 4.48" {
		t.Errorf("contrasts %s", got)
	}
}

// The grounds are those of the stylesheet.
func TestGroundsAreThoseOfTheStylesheet(t *testing.T) {
	css, err := os.ReadFile("../../static/site.css")
	if err != nil {
		t.Fatal(err)
	}
	light, dark, _ := strings.Cut(string(css), "prefers-color-scheme: dark")
	for sheet, grounds := range map[string][]rgb{light: lightGrounds, dark: darkGrounds} {
		for i, name := range []string{"--paper", "--tint", "--mark"} {
			if want := name + ":" + grounds[i].hex() + ";"; !strings.Contains(sheet, want) {
				t.Errorf("static/site.css does not say %s", want)
			}
		}
	}
}
