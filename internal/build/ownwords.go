package build

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/gob"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	builtin "minutebook"
	"minutebook/index"
	"minutebook/internal/audit"
	"minutebook/internal/edition"
	"minutebook/internal/exposure"
	"minutebook/internal/generation"
	"minutebook/internal/policy"
	"minutebook/internal/record"
	"minutebook/internal/site"
)

// ofDocuments is what neither layouts nor catalogues have, and sites with documents do: the status of a meeting in calendars. A word
// that is missing here costs a build from the permitted sources; it is no leak.
const ofDocuments = "confirmed"

// permitOwn permits what the program writes by itself.
func (b *builder) permitOwn(ctx context.Context, secrets *audit.Secrets, e edition.Edition) error {
	own, err := b.own(ctx, e)
	if err == nil {
		secrets.PermitOwn(own)
	}
	return err
}

// own is what the program writes by itself: the site without any document, and without what the settings declare of former addresses; and
// what layouts and catalogues say of documents, which no site without any shows.
func (b *builder) own(ctx context.Context, e edition.Edition) (own audit.Own, err error) {
	key, err := b.ownKey(e.Site())
	if err != nil {
		return own, err
	}
	const name = "audit-own"
	if data := b.earlier.load(e.Site(), name); len(data) > len(key) && bytes.Equal(data[:len(key)], key[:]) {
		if gob.NewDecoder(bytes.NewReader(data[len(key):])).Decode(&own) == nil {
			return own, nil
		}
	}
	scratch, err := os.MkdirTemp("", "minutebook-own-")
	if err != nil {
		return own, err
	}
	defer os.RemoveAll(scratch)
	empty := edition.Of(e.Site(), nil, b.archive.Rules, nil)
	quiet := *b
	quiet.Progress, quiet.moves, quiet.fates, quiet.earlier, quiet.ahead = nil, site.Moves{}, nil, nil, nil
	dir := filepath.Join(scratch, "empty")
	r, tree := record.Link(empty), generation.New(dir, nil)
	if _, err := quiet.lookups(r, tree); err != nil {
		return own, err
	}
	if err := quiet.pages(ctx, empty, r, tree, quiet.besides(r, tree)); err != nil {
		return own, err
	}
	words, err := b.wordsOfDocuments()
	if err != nil {
		return own, err
	}
	if own, err = audit.ReadOwn(dir, words...); err != nil {
		return own, err
	}
	b.earlier.later(e.Site(), name, func() []byte {
		var data bytes.Buffer
		data.Write(key[:])
		_ = gob.NewEncoder(&data).Encode(own) // into memory
		return data.Bytes()
	})
	return own, nil
}

// ownKey names all that own depends on.
func (b *builder) ownKey(s policy.Site) ([sha256.Size]byte, error) {
	h := sha256.New()
	fmt.Fprintf(h, "%x %+v %v\n", b.archive.Settings, s, b.AtRoot)
	words, err := b.wordsOfDocuments()
	if err != nil {
		return [sha256.Size]byte{}, err
	}
	for _, text := range words {
		fmt.Fprintf(h, "%d\n%s", len(text), text)
	}
	err = eachText(b.archive.Static(builtin.Static()), func(name string, text []byte) {
		fmt.Fprintf(h, "%q %x\n", name, sha256.Sum256(text))
	})
	return [sha256.Size]byte(h.Sum(nil)), err
}

// wordsOfDocuments are what layouts and catalogues may say of documents.
func (b *builder) wordsOfDocuments() ([]string, error) {
	texts, err := json.Marshal(b.archive.Words)
	if err != nil {
		return nil, err
	}
	all := []string{ofDocuments, exposure.Own, index.Own, string(texts)}
	for _, l := range b.archive.Rules.Policy.Levels() {
		rung, _ := b.archive.Rules.Policy.Rung(l)
		all = append(all, rung.Band)
	}
	err = eachText(b.archive.Layouts(builtin.Layouts()), func(_ string, text []byte) { all = append(all, string(text)) })
	return all, err
}

// eachText calls f for every file, in order.
func eachText(files fs.FS, f func(name string, text []byte)) error {
	return fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(files, name)
		if err == nil {
			f(name, text)
		}
		return err
	})
}
