package site

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"

	"minutebook/internal/record"
)

// facts gathers what goes into a key.
type facts []byte

func (f *facts) text(all ...string) {
	for _, s := range all {
		*f = binary.AppendUvarint(*f, uint64(len(s)))
		*f = append(*f, s...)
	}
}

func (f *facts) number(all ...int) {
	for _, n := range all {
		*f = binary.AppendVarint(*f, int64(n))
	}
}

func (f *facts) yes(all ...bool) {
	for _, is := range all {
		n := 0
		if is {
			n = 1
		}
		f.number(n)
	}
}

func (f *facts) key(k key) { *f = append(*f, k[:]...) }

// json is for what is small, and all of which is shown.
func (f *facts) json(v any) {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err) // plain values
	}
	f.text(string(data))
}

func (f *facts) sum() key {
	sum := sha256.Sum256(*f)
	return key(sum[:len(key{})])
}

// neighbourOf is a meeting by its name and day.
func (f *facts) neighbour(m *record.Meeting) {
	if m == nil {
		f.text("")
		return
	}
	f.text(m.ID, m.Path, dateOf(m), m.Minutes.Meeting.Series)
}
