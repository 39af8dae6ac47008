package exposure

import (
	"encoding/json"
	"fmt"
)

// Withdraws says whether a build no longer shows a passage that the one before it shows, or shows one at a stricter level than that did:
// before and next are their files levels.json. That of a corrected passage is one of them, for what was corrected may be why.
// What cannot be read of before is taken for withdrawn.
func Withdraws(before, next []byte) (bool, error) {
	now, err := parseShown(next)
	if err != nil {
		return true, fmt.Errorf("%s: %w", File, err)
	}
	was, err := parseShown(before)
	if err != nil {
		return true, nil
	}
	for k, level := range was.at {
		if at, shown := now.at[k]; !shown || now.strictness(at) > now.strictness(level) {
			return true, nil
		}
	}
	return false, nil
}

func parseShown(data []byte) (s Shown, err error) {
	var f shownFile
	if err := json.Unmarshal(data, &f); err != nil {
		return s, err
	}
	if f.Format != format {
		return s, fmt.Errorf("format %d, this program knows %d", f.Format, format)
	}
	s = Shown{clearance: f.Clearance, levels: f.Levels}
	s.at, err = f.Passages.unpack()
	return s, err
}
