package main

import (
	"bytes"
	"fmt"
	"os"
	"runtime"
	"strings"
)

// page is what stands below each title.
type page map[string]string

// open is the page as it stands, for one section to be measured again; else an empty one.
func open(file, only string) (page, error) {
	p := page{}
	if file == "" || only == "" {
		return p, nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	for _, part := range strings.Split("\n"+string(text), "\n## ")[1:] {
		title, rest, _ := strings.Cut(part, "\n")
		p[title] = strings.TrimSpace(rest) + "\n"
	}
	return p, nil
}

// bytes is the page in Markdown, as far as it was measured.
func (p page) bytes() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# Benchmarks\n\nWritten by `make bench` on %s/%s with %d cores and %s. Times of work are of the processor, on all cores; times of answers are of the clock. Compare what stands in one table: seconds are of this machine.\n",
		runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0), runtime.Version())
	for _, s := range sections {
		if text, ok := p[s.title]; ok {
			fmt.Fprintf(&b, "\n## %s\n\n%s", s.title, text)
		}
	}
	return b.Bytes()
}
