// Package starter turns a title into a folder that is an archive ready for a repository: settings, a first document that says
// that it is one, what to do in which order, and what checks, shows and publishes every change (GitHub's and GitLab's). All of it is below
// archive/; public/ has what is otherwise where everybody may read the repository.
package starter

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml"
)

//go:embed all:archive public
var files embed.FS

// ErrThere is the cause when the folder holds something already.
var ErrThere = errors.New("the folder is not empty")

// Options say what the archive is like.
type Options struct {
	Title  string // what its sites are called; on one line
	Public bool   // everybody may read the repository: the policy has one level, which may be online
}

// Write writes the archive into a folder that is not there, is empty, or holds nothing but .git. What could not be written whole is
// taken away again; what was there is not touched.
func Write(dir string, o Options) (err error) {
	if err := free(dir); err != nil {
		return err
	}
	var written []string
	defer func() {
		for i := len(written) - 1; err != nil && i >= 0; i-- {
			os.Remove(written[i])
		}
	}()
	return fs.WalkDir(files, "archive", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		file := filepath.Join(dir, filepath.FromSlash(strings.TrimPrefix(name, "archive")))
		if d.IsDir() {
			err := os.Mkdir(file, 0o755)
			if errors.Is(err, fs.ErrExist) {
				return nil
			}
			written = append(written, file)
			return err
		}
		text, err := o.text(name)
		if err != nil {
			return err
		}
		written = append(written, file)
		return put(file, text)
	})
}

// free says whether nothing stands in a folder that is not ours.
func free(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return os.MkdirAll(filepath.Dir(filepath.Clean(dir)), 0o755)
	}
	if err != nil {
		return fmt.Errorf("look into %s: %w", dir, err)
	}
	for _, e := range entries {
		if e.Name() != ".git" {
			return fmt.Errorf("%w: %s holds %s; name a new one", ErrThere, dir, e.Name())
		}
	}
	return nil
}

// text is a file of the archive with the title in its place.
func (o Options) text(name string) (string, error) {
	data, err := fs.ReadFile(files, name)
	if other, notThere := fs.ReadFile(files, path.Join("public", strings.TrimPrefix(name, "archive/"))); o.Public && notThere == nil {
		data = other
	}
	title := oneLine(o.Title)
	if path.Ext(name) == ".yaml" {
		quoted, err := yaml.Marshal(title)
		if err != nil {
			return "", err
		}
		title = strings.TrimSpace(string(quoted))
	}
	return strings.ReplaceAll(string(data), "{{title}}", title), err
}

// oneLine is a text without what breaks a line, or a terminal.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(s, " "), func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
}

func put(file, text string) error {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	if _, err := f.WriteString(text); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
