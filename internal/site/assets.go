package site

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"minutebook/internal/edition"
	"minutebook/internal/generation"
	"minutebook/internal/lexer"
	"minutebook/internal/policy"
)

// styleName is the stylesheet of every page. What depends on the archive is written behind it: one file is there sooner than two.
const styleName = "site.css"

// colour is what a look may say for its accent.
var colour = regexp.MustCompile(`^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$`)

// assets are the site's own files, by name, with a hash of what is in them.
type assets map[string]string

// writeAssets copies the static files to the root of the site with the theme behind the stylesheet. Stylesheets and scripts go out without
// what only their authors read.
func writeAssets(static fs.FS, look Look, p policy.Policy, out *generation.Folder) (assets, error) {
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
	for _, f := range files {
		switch f.name {
		case styleName:
			f.data = slices.Concat(f.data, theme)
		case scriptName:
			if f.data, err = spoken(look.Words, f.data); err != nil {
				return nil, fmt.Errorf("writing what %s says: %w", f.name, err)
			}
		}
		if f.data, err = minified(f.name, f.data); err != nil {
			return nil, fmt.Errorf("reading %s: %w", f.name, err)
		}
		sum := sha256.Sum256(f.data)
		hashes[f.name] = hex.EncodeToString(sum[:5])
		if err := out.Write(f.name, f.data); err != nil {
			return nil, err
		}
	}
	return hashes, nil
}

// loaders are those of the files that go out shorter than they were written.
var loaders = map[string]api.Loader{".css": api.LoaderCSS, ".js": api.LoaderJS}

// minified is a stylesheet or a script without comments and blanks, and with short names where no other file can know
// them; any other file as it is.
func minified(name string, data []byte) ([]byte, error) {
	o := api.TransformOptions{Loader: loaders[path.Ext(name)]}
	if o.Loader == api.LoaderNone {
		return data, nil
	}
	if name == scriptName || name == lookupName {
		o.Format, o.TreeShaking = api.FormatESModule, api.TreeShakingTrue
	}
	o.MinifyWhitespace, o.MinifySyntax, o.MinifyIdentifiers = true, true, true
	o.Target, o.Charset = api.ESNext, api.CharsetUTF8
	done := api.Transform(string(data), o)
	if len(done.Errors) > 0 {
		e := done.Errors[0]
		if e.Location != nil {
			return nil, fmt.Errorf("line %d: %s", e.Location.Line, e.Text)
		}
		return nil, errors.New(e.Text)
	}
	return done.Code, nil
}

// themeOf is what depends on the archive: its accent, what stands around each printed sheet, and the colours of highlighted
// sources.
func themeOf(look Look, p policy.Policy) ([]byte, error) {
	var s strings.Builder
	if look.Accent != "" {
		if !colour.MatchString(look.Accent) {
			return nil, fmt.Errorf("the accent %q is no colour; write it as #1d4f7c", look.Accent)
		}
		light, dark := accents(look.Accent)
		fmt.Fprintf(&s, ":root { --accent-base: %s; }\n@media screen and (prefers-color-scheme: dark) { :root { --accent: %s; } }\n", light, dark)
	}
	if look.Logo != nil {
		s.WriteString(".site-name a { display: flex; align-items: center; gap: .6em; }\n.site-name picture { flex: none; }\n")
	}
	if look.Logo != nil && look.Logo.Dark == "" {
		s.WriteString("@media screen and (prefers-color-scheme: dark) { .site-name img { background: #fdfdfb; border-radius: 3px; } }\n")
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
func copyPapers(files []edition.File, content fs.FS, out *generation.Folder) error {
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
		if err := out.Write(strings.TrimPrefix(path.Clean(f.Path), "/"), data); err != nil {
			return err
		}
	}
	return nil
}
