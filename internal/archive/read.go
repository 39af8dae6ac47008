package archive

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"

	"minutebook/internal/edition"
	"minutebook/internal/finding"
	"minutebook/internal/minutes"
)

// parseAll reads and parses documents on every core. The result is in the order of names.
func (a *Archive) parseAll(ctx context.Context, names []string, progress func(done, total int)) ([]edition.Source, []finding.Finding, error) {
	parsed := make([]*edition.Source, len(names))
	faults := make([]*finding.Finding, len(names))
	var mu sync.Mutex
	done := 0
	read, keep := a.reader()
	defer keep()
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, name := range names {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			parsed[i], faults[i] = read(name)
			mu.Lock()
			defer mu.Unlock()
			if done++; progress != nil {
				progress(done, len(names))
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return nil, nil, err
	}
	var docs []edition.Source
	var found []finding.Finding
	for i := range names {
		if parsed[i] != nil {
			docs = append(docs, *parsed[i])
		}
		if faults[i] != nil {
			found = append(found, *faults[i])
		}
	}
	return docs, found, nil
}

// parse reads one document. Only what the machine could not read is a fault here; the document is then nil.
func (a *Archive) parse(name string) (*edition.Source, *finding.Finding) {
	text, err := a.readFile(name)
	if err != nil {
		return nil, unreadable(name, err)
	}
	return a.parseText(name, text)
}

func unreadable(name string, err error) *finding.Finding {
	return &finding.Finding{File: name, Code: "unreadable", Severity: finding.Error,
		Message: "cannot be read: " + cause(err), Hint: "mend its permissions, or move it away"}
}

func (a *Archive) parseText(name string, text []byte) (*edition.Source, *finding.Finding) {
	if f := minutes.Readable(name, text); f != nil {
		return nil, f
	}
	if minutes.IsPage(text) {
		return &edition.Source{Page: minutes.ParsePage(name, text, a.Rules), Text: text}, nil
	}
	return &edition.Source{Minutes: minutes.Parse(name, text, a.Rules), Text: text}, nil
}

// readFile reads at most one byte more than a document may have: minutes.Readable refuses the rest unread.
func (a *Archive) readFile(name string) ([]byte, error) {
	f, err := a.files.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil {
		return nil, err
	} else if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("it is not a regular file: %w", fs.ErrInvalid)
	}
	return io.ReadAll(io.LimitReader(f, minutes.MaxSize+1))
}
