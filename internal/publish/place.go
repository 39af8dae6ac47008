package publish

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Place puts one site in place, as Publish does, and calls placed while what it replaced still stands whole in a folder of its own: so
// whoever has that open can leave it. Where placed fails, the former site goes back.
func (s *Staging) Place(name string, placed func() error) error {
	if !s.brief {
		if err := flush(s.dir); err != nil {
			return fmt.Errorf("write the build to disk: %w", err)
		}
	}
	if err := s.ours(name); err != nil {
		return err
	}
	from, to := filepath.Join(s.dir, name), filepath.Join(s.out, name)
	if err := exchange(from, to); err != nil {
		return fmt.Errorf("put site %s in place: %w", name, err)
	}
	if err := placed(); err != nil {
		if _, missing := os.Lstat(from); missing == nil {
			err = errors.Join(err, exchange(from, to))
		}
		return err
	}
	if tree := s.trees[name]; tree != nil {
		s.twin(name, tree)
	}
	return nil
}
