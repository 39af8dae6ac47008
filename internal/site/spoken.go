package site

import (
	"encoding/json"
	"maps"
	"slices"

	"minutebook/internal/prose"
	"minutebook/internal/wording"
)

// The script of every page, and what it loads to search without a server. Both are modules.
const (
	scriptName = "site.js"
	lookupName = "search.js"
)

// suggested are the kinds of what a search box suggests.
var suggested = []string{"action", "decision", "incident", "item", "meeting", "modification", "owner", "page", "thread"}

// spoken is the script with a constant in front: what it says, so that no page grows by it. Kinds and statuses are there
// where they are not called as they are named.
func spoken(w *wording.Words, script []byte) ([]byte, error) {
	kinds := map[string]any{}
	for _, section := range []string{"kind", "status"} {
		for name, text := range w.Section(section) {
			if text != prose.Capital(name) && (section == "status" || slices.Contains(suggested, name)) {
				kinds[name] = text
			}
		}
	}
	words := map[string]any{"kinds": kinds}
	maps.Copy(words, w.Section("script"))
	said, err := json.Marshal(words)
	if err != nil {
		return nil, err
	}
	return slices.Concat([]byte("const words = "), said, []byte(";\n"), script), nil
}
