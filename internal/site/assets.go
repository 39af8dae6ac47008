package site

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"

	"minutebook/internal/edition"
	"minutebook/internal/lexer"
	"minutebook/internal/policy"
)

// themeName is the stylesheet that is made from the look of an archive, beside static/site.css.
const themeName = "theme.css"

// colour is what a look may say for its accent.
var colour = regexp.MustCompile(`^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$`)

// assets are the site's own files, by name, with a hash of what is in them.
type assets map[string]string

// writeAssets copies the static files to the root of the site and adds the theme. Stylesheets and scripts go out without
// what only their authors read.
func writeAssets(static fs.FS, look Look, p policy.Policy, out string) (assets, error) {
	theme, err := themeOf(look, p)
	if err != nil {
		return nil, err
	}
	var files []file
	if static != nil {
		if files, err = readAll(static); err != nil {
			return nil, fmt.Errorf("reading the static files: %w", err)
		}
	}
	hashes := assets{}
	for _, f := range append(files, file{themeName, theme}) {
		if f.data, err = minified(f.name, f.data); err != nil {
			return nil, fmt.Errorf("reading %s: %w", f.name, err)
		}
		sum := sha256.Sum256(f.data)
		hashes[f.name] = hex.EncodeToString(sum[:5])
		if err := writeFile(out, f.name, f.data); err != nil {
			return nil, err
		}
	}
	return hashes, nil
}

// minified is a stylesheet or a script without comments and blanks; any other file as it is.
func minified(name string, data []byte) ([]byte, error) {
	m := minify.New()
	m.AddFunc(".css", css.Minify)
	m.AddFunc(".js", js.Minify)
	short, err := m.Bytes(path.Ext(name), data)
	if errors.Is(err, minify.ErrNotExist) {
		return data, nil
	}
	return short, err
}

// themeOf is what depends on the archive: its accent, what stands around each printed sheet, and the colours of highlighted
// sources.
func themeOf(look Look, p policy.Policy) ([]byte, error) {
	var s strings.Builder
	if look.Accent != "" {
		if !colour.MatchString(look.Accent) {
			return nil, fmt.Errorf("the accent %q is no colour; write it as #1d4f7c", look.Accent)
		}
		fmt.Fprintf(&s, ":root { --accent-base: %s; }\n", look.Accent)
	}
	s.WriteString(sheets(p))
	s.WriteString(lexer.Styles())
	return []byte(s.String()), nil
}

// sheets puts on each printed sheet what the page is (the data-sheet of its root, which a page's stylesheet cannot know), the level
// of the page, and the number of the sheet.
func sheets(p policy.Policy) string {
	var s strings.Builder
	s.WriteString(":root { --sheet: attr(data-sheet); }\n" +
		"@page { font: 8.5pt sans-serif; @top-left { content: var(--sheet); width: 100%; } @bottom-right { content: counter(page) \" / \" counter(pages); } }\n")
	for _, l := range p.Levels() {
		class := levelClass(l)
		fmt.Fprintf(&s, "@page %s { @bottom-left { content: %s; } }\n.%s { page: %s; }\n", class, cssString(p.Name(l)), class, class)
	}
	return s.String()
}

// cssString quotes a text for a stylesheet: every character but ASCII letters, digits and blanks by its
// number.
func cssString(text string) string {
	var s strings.Builder
	for _, r := range text {
		if r == ' ' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z' {
			s.WriteRune(r)
		} else {
			fmt.Fprintf(&s, "\\%x ", r)
		}
	}
	return `"` + s.String() + `"`
}

// asset is the address of a static file, changed whenever its content is; "" if there is no such file.
func (b *builder) asset(files assets, name string) string {
	hash, ok := files[name]
	if !ok {
		return ""
	}
	return b.href("/" + name + "?v=" + hash)
}

// copyPapers puts the papers and images that the minutes link to where their links lead.
func copyPapers(files []edition.File, content fs.FS, out string) error {
	done := map[string]bool{}
	for _, f := range files {
		if done[f.Path] {
			continue
		}
		done[f.Path] = true
		data, err := fs.ReadFile(content, f.Source)
		if err != nil {
			return fmt.Errorf("copying what %s links to: %w", f.Document, err)
		}
		if err := writeFile(out, f.Path, data); err != nil {
			return err
		}
	}
	return nil
}

func writeFile(out, name string, data []byte) error {
	full := filepath.Join(out, filepath.FromSlash(path.Join("/", name)))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		return err
	}
	return os.WriteFile(full, data, 0o644)
}
