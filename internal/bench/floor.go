package main

import (
	"bytes"
	"html/template"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/sync/errgroup"
)

// floorBatch is how many pages are taken apart before they are written, all of them at once.
const floorBatch = 2000

// plain writes a page of which everything but the texts is markup.
var plain = template.Must(template.New("page").Parse(`{{range .}}{{.Markup}}{{.Text}}{{end}}`))

// piece is a run of markup and the text after it.
type piece struct {
	Markup template.HTML
	Text   string
}

type plainPage struct {
	name   string
	pieces []piece
}

// floor is what html/template alone takes to write the pages in www once more. To take them apart before is not counted.
func floor(www, to string) (spent, error) {
	defer removeAll(to)
	var all spent
	var batch []plainPage
	write := func() error {
		began, cpu := time.Now(), ownTime()
		err := writePlain(batch, to)
		all.clock, all.cpu = all.clock+time.Since(began), all.cpu+ownTime()-cpu
		batch = batch[:0]
		return err
	}
	err := filepath.WalkDir(www, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".html") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		batch = append(batch, plainPage{path[len(www):], apart(text)})
		if len(batch) == floorBatch {
			return write()
		}
		return nil
	})
	if err == nil {
		err = write()
	}
	return all, err
}

func writePlain(pages []plainPage, to string) error {
	g := errgroup.Group{}
	g.SetLimit(runtime.GOMAXPROCS(0))
	for _, p := range pages {
		g.Go(func() error {
			var b bytes.Buffer
			if err := plain.Execute(&b, p.pieces); err != nil {
				return err
			}
			at := filepath.Join(to, p.name)
			if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
				return err
			}
			return os.WriteFile(at, b.Bytes(), 0o644)
		})
	}
	return g.Wait()
}

// apart cuts a page into markup and texts. Styles, scripts and blanks count as markup.
func apart(text []byte) (all []piece) {
	z := html.NewTokenizer(bytes.NewReader(text))
	var markup strings.Builder
	raw := false
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			if z.Err() != io.EOF {
				markup.Write(z.Raw())
			}
			break
		}
		if kind == html.TextToken && !raw && len(bytes.TrimSpace(z.Raw())) > 0 {
			all = append(all, piece{template.HTML(markup.String()), html.UnescapeString(string(z.Raw()))})
			markup.Reset()
			continue
		}
		markup.Write(z.Raw())
		if kind == html.StartTagToken {
			name, _ := z.TagName()
			raw = string(name) == "script" || string(name) == "style"
		} else {
			raw = false
		}
	}
	return append(all, piece{Markup: template.HTML(markup.String())})
}
