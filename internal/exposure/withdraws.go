package exposure

import (
	"encoding/json"
	"fmt"
	"slices"
)

// Read reads a file of a site's folder, wherever that is.
type Read func(name string) ([]byte, error)

// Withdraws says whether a build no longer shows a passage that the one before it shows, or shows one at a stricter level than that did.
// A corrected passage is one of them, for what was corrected may be why. What was before and cannot be understood is taken for withdrawn;
// an error is one of reading, or of the build.
func Withdraws(before, next Read) (bool, error) {
	data, err := before(File)
	if err != nil {
		return true, err
	}
	was, err := parseHead(data)
	if err != nil {
		return true, nil
	}
	if data, err = next(File); err != nil {
		return true, err
	}
	now, err := parseHead(data)
	if err != nil {
		return true, fmt.Errorf("%s: %w", File, err)
	}
	for n := range buckets {
		if was.sameFile(now, n) {
			continue
		}
		if withdraws, err := was.withdraws(before, now, next, n); withdraws || err != nil {
			return true, err
		}
	}
	return false, nil
}

// said is a head with what it says itself, in the first format.
type said struct {
	Before
}

func parseHead(data []byte) (s said, err error) {
	if err := json.Unmarshal(data, &s.head); err != nil {
		return s, err
	}
	switch s.head.Format {
	case format:
	case firstFormat:
		s.first, s.head.Documents, err = s.head.Passages.buckets()
	default:
		err = fmt.Errorf("format %d, this program knows %d", s.head.Format, format)
	}
	return s, err
}

// sameFile says whether a file is the same, and means the same.
func (s said) sameFile(other said, n int) bool {
	return s.first == nil && other.first == nil && s.head.Files[fileOf(n)] == other.head.Files[fileOf(n)] && slices.Equal(s.head.Levels, other.head.Levels)
}

func (s said) in(read Read, n int) (in bucket, err error) {
	if _, there := s.head.Files[fileOf(n)]; s.first != nil || !there {
		return s.first[fileOf(n)], nil
	}
	data, err := read(fileOf(n))
	if err != nil {
		return nil, err
	}
	return in, json.Unmarshal(data, &in)
}

func (s said) withdraws(read Read, next said, readNext Read, n int) (bool, error) {
	was, err := s.in(read, n)
	if err != nil {
		return true, err
	}
	is, err := next.in(readNext, n)
	if err != nil {
		return true, err
	}
	for document, c := range was {
		words, err := wordsIn(c)
		if err != nil {
			return true, nil
		}
		shown, err := wordsIn(is[document])
		if err != nil {
			return true, fmt.Errorf("%s: %w", fileOf(n), err)
		}
		for w, level := range words {
			if at, still := shown[w]; !still || next.strictness(at) > next.strictness(level) {
				return true, nil
			}
		}
	}
	return false, nil
}
