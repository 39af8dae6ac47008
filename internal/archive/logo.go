package archive

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	_ "image/png" // what a logo may be
	"io"
	"io/fs"
	"math"
	"path"
	"strconv"
	"strings"

	_ "golang.org/x/image/webp"
)

// Logo is a picture of the archive's static/ that stands in the head of every page. Width and Height are what it takes up
// there, in CSS pixels.
type Logo struct {
	File, Dark    string // below static/; Dark is for dark schemes, "" for none of its own
	Alt           string // "" where the title beside it says the same
	Width, Height int
}

type logo struct {
	File string `yaml:"file"`
	Dark string `yaml:"dark"`
	Alt  string `yaml:"alt"`
}

// A logo is as high as it can be within these, in CSS pixels: a phone of 320 keeps room for the title.
const (
	logoHeight = 36.0
	logoWidth  = 160.0
	logoBytes  = 100_000 // every page loads it
)

// logo reads the logo; nil for none, or for one that cannot be shown.
func (s *settings) logo(a *Archive) *Logo {
	l := s.Logo
	if l == (logo{}) {
		return nil
	}
	width, height := s.picture(a, "$.logo.file", l.File)
	if l.Dark != "" {
		s.picture(a, "$.logo.dark", l.Dark)
	}
	if width <= 0 || height <= 0 {
		return nil
	}
	scale := min(logoHeight/height, logoWidth/width)
	return &Logo{File: l.File, Dark: l.Dark, Alt: l.Alt,
		Width: max(1, int(math.Round(width*scale))), Height: max(1, int(math.Round(height*scale)))}
}

// picture is the size of a picture, in units of its own; zeros, and a fault, for one that cannot be shown.
func (s *settings) picture(a *Archive, at, name string) (width, height float64) {
	width, height, err := sizeOf(a.files, name)
	if err != nil {
		s.fault(at, "name an .svg, .png or .webp file of the archive's static/, by its path there", "the logo %q %v", name, err)
	}
	return width, height
}

func sizeOf(files fs.FS, name string) (width, height float64, err error) {
	data, err := readPicture(files, path.Join("static", name), name)
	if err != nil {
		return 0, 0, err
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".svg":
		return sizeOfSVG(data)
	case ".png", ".webp":
		c, _, err := image.DecodeConfig(bytes.NewReader(data))
		if err != nil || c.Width == 0 || c.Height == 0 {
			return 0, 0, errors.New("cannot be read as a picture")
		}
		return float64(c.Width), float64(c.Height), nil
	}
	return 0, 0, errors.New("is of a kind that is not shown")
}

func readPicture(files fs.FS, file, name string) ([]byte, error) {
	if !fs.ValidPath(name) || name == "." {
		return nil, errors.New("is no path below static/")
	}
	f, err := files.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errors.New("is not there")
	}
	if err != nil {
		return nil, errors.New("cannot be read")
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, logoBytes+1))
	if err != nil {
		return nil, errors.New("cannot be read")
	}
	if len(data) > logoBytes {
		return nil, fmt.Errorf("has more than %d bytes, and every page loads it", logoBytes)
	}
	return data, nil
}

// sizeOfSVG reads width and height, or else the view box.
func sizeOfSVG(data []byte) (width, height float64, err error) {
	var svg struct {
		XMLName xml.Name `xml:"svg"`
		Width   string   `xml:"width,attr"`
		Height  string   `xml:"height,attr"`
		ViewBox string   `xml:"viewBox,attr"`
	}
	if err := xml.Unmarshal(data, &svg); err != nil {
		return 0, 0, errors.New("cannot be read as a picture")
	}
	width, height = length(svg.Width), length(svg.Height)
	if width > 0 && height > 0 {
		return width, height, nil
	}
	if box := strings.FieldsFunc(svg.ViewBox, func(r rune) bool { return r == ' ' || r == ',' }); len(box) == 4 {
		width, height = length(box[2]), length(box[3])
	}
	if width <= 0 || height <= 0 {
		return 0, 0, errors.New("does not say its size: it needs a viewBox, or width and height")
	}
	return width, height, nil
}

// length is a number with or without px; 0 for anything else.
func length(s string) float64 {
	n, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(s), "px"), 64)
	if err != nil || math.IsInf(n, 0) || math.IsNaN(n) || n < 0 {
		return 0
	}
	return n
}
