package hit

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"minutebook/index"
	"minutebook/internal/minutes"
	"minutebook/internal/record"
)

// texts reads the words of meetings and their items when they are asked for, and keeps none.
type texts map[string][]*record.Meeting // by id

func textsOf(r *record.Record) texts {
	t := texts{}
	for _, m := range r.Meetings {
		t[m.ID] = append(t[m.ID], m)
	}
	return t
}

// preamble is the part of a meeting before its agenda; the items count from 0.
const preamble = -1

// stamp names the text of a part of a meeting: the document's hash tells what can be read there. It is zero where that is not known.
func stamp(m *record.Meeting, part int) index.Stamp {
	sum := m.Sum()
	if sum == [sha256.Size]byte{} {
		return index.Stamp{}
	}
	all := sha256.Sum256(binary.AppendVarint(sum[:], int64(part)))
	return index.Stamp(all[:len(index.Stamp{})])
}

// of are the texts of stamped documents, in order. Each meeting is read once.
func (t texts) of(docs []index.Document) ([]string, error) {
	all, found := make([]string, len(docs)), 0
	asked := map[string]map[index.Stamp]int{}
	for i, d := range docs {
		if asked[d.Meeting] == nil {
			asked[d.Meeting] = map[index.Stamp]int{}
		}
		asked[d.Meeting][d.Stamp] = i
	}
	for id, stamps := range asked {
		for _, m := range t[id] {
			found += read(m, stamps, all)
		}
	}
	if found != len(docs) {
		return nil, fmt.Errorf("texts of %d things to find are in no minutes", len(docs)-found)
	}
	return all, nil
}

// read puts the parts of a meeting that have one of the stamps in their places, and says how many there were.
func read(m *record.Meeting, stamps map[index.Stamp]int, all []string) (found int) {
	var whole *minutes.Minutes
	items := len(m.Minutes.AllItems())
	for part := preamble; part < items; part++ {
		i, asked := stamps[stamp(m, part)]
		if !asked {
			continue
		}
		if whole == nil {
			whole = m.Full()
		}
		all[i] = partText(whole, part)
		found++
	}
	return found
}

func partText(m *minutes.Minutes, part int) string {
	if part == preamble {
		return text(m.Preamble)
	}
	it := m.AllItems()[part]
	return text(it.Blocks, it.Tail)
}
