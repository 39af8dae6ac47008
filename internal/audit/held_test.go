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
	data := h.marshal()
	again, ok := readHeld(data)
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
	for _, cut := range []int{0, 1, len(data) / 2, len(data) - 1} {
		if _, ok := readHeld(data[:cut]); ok {
			t.Errorf("%d of %d bytes are taken for all", cut, len(data))
		}
	}
}

// Parts that were stored one by one hold the same, with what was added since.
func TestHeldInParts(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var before, since held
	var all []uint64
	for i := range 20_000 {
		h := r.Uint64()
		if all = append(all, h); i%2 == 0 {
			before.note([]uint64{h})
		} else {
			since.note([]uint64{h})
		}
	}
	before.done()
	since.done()
	var again held
	for n := range heldParts {
		data := before.marshalPart(n)
		if again.readPart(n, data[:len(data)-1]) || again.readPart(n, append(data, 0)) || !again.readPart(n, data) {
			t.Fatalf("part %d", n)
		}
		again.addPart(n, &since)
	}
	if before.len() > 0 {
		t.Errorf("%d are kept", before.len())
	}
	for _, h := range all {
		if !again.has(h) {
			t.Fatalf("%x is not held", h)
		}
	}
	if again.len() != len(all) {
		t.Errorf("%d of %d are held", again.len(), len(all))
	}
}
