// Package synth writes made-up archives: as many meetings as one asks for, for tests, demonstrations and
// benchmarks. What it writes looks like the minutes of a real body, with its groups, its actions that live
// over several meetings, its incidents and modifications under several spellings, its drafts and papers, and with the quirks of
// minutes that were once a PDF. Everything in it is invented, the words too.
//
// An archive is a function of the number of meetings and the seed. It depends on no clock, no machine and
// no order of a map, and all its arithmetic is on integers, so the same two numbers give the same bytes
// everywhere. It is written in one pass in the order of the meetings: time is linear in their number, and
// memory holds only what is still going on.
//
// A document is faulty on purpose only in its banner, and then the banner says FaultyLevel.
package synth

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// FaultyLevel is the level, unknown to every policy, of the few documents that no site may show.
const FaultyLevel = "Violet"

// DraftSuffix ends the names of the drafts that some meetings have beside their minutes.
const DraftSuffix = "_draft.md"

// MaxMeetings is the largest archive that Write makes: the numbers of its meetings have up to four digits.
const MaxMeetings = 300_000

// ErrRefused is the cause when Write was asked for something that it does not do.
var ErrRefused = errors.New("nothing written")

// Write makes an archive of that many meetings in dir, which it creates if need be: minutebook.yaml and one
// document a meeting, content/GROUP/YEAR/GROUP_NUMBER_DDMM.md, with a draft beside some and papers below others. It refuses a folder that is not empty and
// a number below 1 or above MaxMeetings (ErrRefused). progress may be nil; it is called after each
// document. What a failed Write has written stays.
func Write(dir string, meetings int, seed uint64, progress func(done, total int)) error {
	if meetings < 1 || meetings > MaxMeetings {
		return fmt.Errorf("%w: an archive of %d meetings; ask for 1 to %d", ErrRefused, meetings, MaxMeetings)
	}
	if err := claim(dir); err != nil {
		return err
	}
	b := newBody(meetings, seed)
	if err := save(dir, "minutebook.yaml", b.settings()); err != nil {
		return err
	}
	for i := range meetings {
		s := b.next()
		for _, f := range b.minutes(s) {
			if err := save(dir, f.name, f.text); err != nil {
				return err
			}
		}
		if progress != nil {
			progress(i+1, meetings)
		}
	}
	return nil
}

// claim makes sure that dir is an empty folder.
func claim(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return os.MkdirAll(dir, 0o755)
	case err != nil:
		return fmt.Errorf("write an archive: %w", err)
	case len(entries) > 0:
		return fmt.Errorf("%w: the folder %s is not empty; name a new one", ErrRefused, dir)
	}
	return nil
}

func save(dir, name, text string) error {
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("write an archive: %w", err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		return fmt.Errorf("write an archive: %w", err)
	}
	return nil
}
