package main

import (
	"bufio"
	"bytes"
	"fmt"
	"html"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"time"

	"minutebook/internal/synth"
)

// saves is how often a document is saved: an odd number, so that there is a median.
const saves = 15

// pause is how long after a reload the next one is saved where a build is to be going on by then.
const pause = 1500 * time.Millisecond

// saving measures, at `minutebook serve`, the time from saving a document until a client that waits for the reload has the new
// page whole.
func saving(w io.Writer, r *run) error {
	archive := r.archive
	if archive == "" {
		archive = filepath.Join(r.dir, "serving")
		if err := removeAll(archive); err != nil {
			return err
		}
		if err := synth.Write(archive, r.meetings[0], 1, nil); err != nil {
			return err
		}
	}
	cmd := exec.Command(r.minutebook, "serve", "-C", archive, "--listen", "127.0.0.1:0")
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	defer func() { _ = cmd.Process.Signal(syscall.SIGTERM); _ = cmd.Wait() }()
	top, err := addressOf(out, fullest)
	if err != nil {
		return err
	}
	names, err := newest(archive)
	if err != nil {
		return err
	}
	s := saver{top: top}
	if s.at, s.page, err = pageOf(top, names); err != nil {
		return err
	}
	quiet, err := s.reloads(0)
	if err != nil {
		return err
	}
	busy, err := s.reloads(pause)
	if err != nil {
		return err
	}
	n := thousands(len(names))
	fmt.Fprintf(w, "| `serve`, %s meetings | median of %d | longest | bound | |\n|---|--:|--:|--:|---|\n", n, saves)
	for _, t := range []struct {
		when string
		took []time.Duration
	}{{"from saving a document to the reloaded page", quiet}, {"the same, while the sites are being built", busy}} {
		median := ms(percentile(t.took, 50))
		fmt.Fprintf(w, "| %s | %s ms | %s ms | %d ms | %s |\n", t.when, figure(median), figure(ms(percentile(t.took, 100))), boundOfServing, verdict(median, boundOfServing))
	}
	fmt.Fprintf(w, "\nA client waits for the event of the reload, asks for the page of the meeting and has it with the new sentence. That page is shown ahead of the next build of the sites, which follows.\n")
	return nil
}

// addressOf waits until a site answers and says where.
func addressOf(said io.Reader, site string) (string, error) {
	lines := bufio.NewScanner(said)
	for lines.Scan() {
		if fields := strings.Fields(lines.Text()); len(fields) == 2 && fields[1] == site {
			go func() { _, _ = io.Copy(io.Discard, said) }()
			return fields[0], nil
		}
	}
	return "", fmt.Errorf("serve ended before %s answered", site)
}

// saver saves one document again and again.
type saver struct {
	top, at, page string
	times         int
}

// reloads measures saves, each so long after the one before was seen.
func (s *saver) reloads(pause time.Duration) ([]time.Duration, error) {
	var all []time.Duration
	for range saves {
		time.Sleep(pause)
		text, err := os.ReadFile(s.at)
		if err != nil {
			return nil, err
		}
		s.times++
		sentence := fmt.Sprintf("The lamps were counted %d times.", s.times+1000)
		if err := wait(s.top, s.page, func() error {
			return os.WriteFile(s.at, append(bytes.TrimRight(text, "\n"), "\n\n"+sentence+"\n"...), 0o644)
		}, sentence, &all); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// pageOf is the newest document with a page of its own, and the page's address.
func pageOf(top string, names []string) (at, page string, err error) {
	for _, at := range names {
		id := strings.TrimSuffix(filepath.Base(at), ".md")
		id = strings.ToLower(strings.ReplaceAll(id[:strings.LastIndex(id, "_")], "_", "-"))
		if text, err := get(top + "meetings/" + id + "/"); err == nil && bytes.Contains(text, []byte("</html>")) {
			return at, top + "meetings/" + id + "/", nil
		}
	}
	return "", "", fmt.Errorf("no document has a page at %s", top)
}

var versionOf = regexp.MustCompile(`/_minutebook/reload\.js(\?[^"]+)"`)

// wait saves and waits for the page.
func wait(top, page string, save func() error, sentence string, all *[]time.Duration) error {
	text, err := get(page)
	if err != nil {
		return err
	}
	of := versionOf.FindSubmatch(text)
	if of == nil {
		return fmt.Errorf("%s does not wait for a reload", page)
	}
	events, err := http.Get(top + "_minutebook/events" + html.UnescapeString(string(of[1])))
	if err != nil {
		return err
	}
	defer events.Body.Close()
	began := time.Now()
	if err := save(); err != nil {
		return err
	}
	lines := bufio.NewScanner(events.Body)
	for lines.Scan() && lines.Text() != "event: rebuilt" {
	}
	if text, err = get(page); err != nil {
		return err
	}
	*all = append(*all, time.Since(began))
	if !bytes.Contains(text, []byte(sentence)) {
		return fmt.Errorf("%s has not what was saved", page)
	}
	return nil
}

func get(at string) ([]byte, error) {
	resp, err := http.Get(at)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", at, resp.Status)
	}
	return io.ReadAll(resp.Body)
}
