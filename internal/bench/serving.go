package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"time"
)

// saves is how often a document is saved: an odd number, so that there is a median.
const saves = 7

// serving measures, at `minutebook serve`, the time from saving a document until a client that waits for the reload has the new
// page whole.
func (r *run) serving(w io.Writer, n int) error {
	archive := r.scaleArchive(n)
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
	took, err := reloads(top, names)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "| `serve` | figure | bound | |\n|---|--:|--:|---|\n")
	row(w, fmt.Sprintf("from saving a document to the reloaded page at %s meetings, median of %d", thousands(n), saves), ms(percentile(took, 50)), "ms", boundOfServing)
	fmt.Fprintf(w, "\nThe longest took %s ms. A client waits for the event of the reload, asks for the page of the meeting and has it with the new sentence. All three sites are built before it comes.\n",
		figure(ms(percentile(took, 100))))
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

// reloads saves the newest document that the site shows again and again.
func reloads(top string, names []string) ([]time.Duration, error) {
	at, page, err := pageOf(top, names)
	if err != nil {
		return nil, err
	}
	var all []time.Duration
	for i := range saves {
		text, err := os.ReadFile(at)
		if err != nil {
			return nil, err
		}
		sentence := fmt.Sprintf("The lamps were counted %d times.", i+1001)
		if err := wait(top, page, func() error {
			return os.WriteFile(at, append(bytes.TrimRight(text, "\n"), "\n\n"+sentence+"\n"...), 0o644)
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

var generationOf = regexp.MustCompile(`/_minutebook/reload\.js\?of=(\w+)`)

// wait saves and waits for the page.
func wait(top, page string, save func() error, sentence string, all *[]time.Duration) error {
	text, err := get(page)
	if err != nil {
		return err
	}
	of := generationOf.FindSubmatch(text)
	if of == nil {
		return fmt.Errorf("%s does not wait for a reload", page)
	}
	events, err := http.Get(top + "_minutebook/events?of=" + string(of[1]))
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
