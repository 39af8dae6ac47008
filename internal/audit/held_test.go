package audit

import (
	"math/rand/v2"
	"testing"
)

func TestHeld(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var h held
	var all []uint64
	for range 3 {
		var some []uint64
		for range 1000 {
			some = append(some, r.Uint64())
		}
		h.note(some)
		h.note(some[:500])
		h.merge()
		all = append(all, some...)
	}
	again, ok := readHeld(h.marshal())
	if !ok || again.len() != len(all) {
		t.Fatalf("%d of %d are held (%v)", again.len(), len(all), ok)
	}
	for _, hash := range all {
		if !again.has(hash) {
			t.Fatalf("%x is not held", hash)
		}
	}
	wrong := 0
	for range 100_000 {
		if again.has(r.Uint64()) {
			wrong++
		}
	}
	if wrong > 0 {
		t.Errorf("%d of 100000 are held and were not noted", wrong)
	}
	data := h.marshal()
	for _, cut := range []int{0, 1, len(data) / 2, len(data) - 1} {
		if _, ok := readHeld(data[:cut]); ok {
			t.Errorf("%d of %d bytes are taken for all", cut, len(data))
		}
	}
}
