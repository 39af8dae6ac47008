package main

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"

	"minutebook/index"
	"minutebook/internal/endpoint"
	"minutebook/internal/publish"
)

// site is one built site, open for reading.
type site struct {
	manifest publish.Manifest
	root     *os.Root
	index    *index.Index
	handler  http.Handler
}

// errFolder is the cause when a folder does not hold a site that this program can serve.
var errFolder = errors.New("not a built site")

// openSite opens the folder that minutebook wrote for one site.
func openSite(dir string, log *slog.Logger) (*site, error) {
	s := &site{}
	if err := s.open(dir, log); err != nil {
		s.close()
		return nil, folderError(dir, err)
	}
	return s, nil
}

func (s *site) open(dir string, log *slog.Logger) (err error) {
	if s.manifest, err = publish.ReadManifest(dir); err != nil {
		return err
	}
	if s.root, err = os.OpenRoot(filepath.Join(dir, "www")); err != nil {
		return err
	}
	if s.index, err = index.Open(filepath.Join(dir, "index")); err != nil {
		return err
	}
	if s.manifest.Index != s.index.Info().Hash {
		return errors.New("its index belongs to another build")
	}
	s.handler, err = endpoint.New(endpoint.Site{Name: s.manifest.Site, WWW: s.root.FS(), Index: s.index,
		Restricted: s.manifest.Restricted, Log: log})
	return err
}

func folderError(dir string, err error) error {
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("cannot read %s: %w", dir, err)
	}
	return fmt.Errorf("%s is %w: %w; make one with minutebook build, and name its folder, such as out/public", dir, errFolder, err)
}

// close lets go of what is open.
func (s *site) close() {
	if s.index != nil {
		s.index.Close()
	}
	if s.root != nil {
		s.root.Close()
	}
}
