package packing

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
)

// ErrPacking is the cause when what should be a packing is something else, or has something beside it.
var ErrPacking = errors.New("not a packing")

// Equal says whether packed, whose name ends with the extension of one of the Ways, unpacks to plain and to no byte more, and
// holds nothing beside it: no name, no remark, no second stream. It reads no further than plain goes.
func Equal(name string, packed, plain []byte) error {
	u := unpackers.Get().(*unpacker)
	defer unpackers.Put(u)
	in := &u.in
	in.Reset(packed)
	var r io.Reader
	switch {
	case strings.HasSuffix(name, ".br"):
		if err := u.brotli.Reset(in); err != nil {
			return fmt.Errorf("%w: %w", ErrPacking, err)
		}
		r = u.brotli
	case strings.HasSuffix(name, ".gz"):
		g := u.gzip
		if err := g.Reset(in); err != nil {
			return fmt.Errorf("%w: %w", ErrPacking, err)
		}
		if flagsAndTime := packed[3:8]; !bytes.Equal(flagsAndTime, make([]byte, 5)) { // RFC 1952, 2.3
			return fmt.Errorf("%w: its head says more than it must", ErrPacking)
		}
		g.Multistream(false)
		r = g
	default:
		return fmt.Errorf("%w: of no known way", ErrPacking)
	}
	if err := u.same(r, plain); err != nil {
		return fmt.Errorf("%w: %w", ErrPacking, err)
	}
	if in.Len() > 0 {
		return fmt.Errorf("%w: something stands behind it", ErrPacking)
	}
	return nil
}

// unpacker is what Equal needs, which is a thousand times what a page is.
type unpacker struct {
	in     bytes.Reader
	brotli *brotli.Reader
	gzip   *gzip.Reader
	piece  [32 << 10]byte
}

var unpackers = sync.Pool{New: func() any { return &unpacker{brotli: brotli.NewReader(nil), gzip: new(gzip.Reader)} }}

// same reads r to its end.
func (u *unpacker) same(r io.Reader, plain []byte) error {
	for {
		n, err := r.Read(u.piece[:])
		if n > len(plain) || !bytes.Equal(u.piece[:n], plain[:n]) {
			return errors.New("it holds other bytes than its file")
		}
		plain = plain[n:]
		switch {
		case errors.Is(err, io.EOF) && len(plain) > 0:
			return errors.New("it holds less than its file")
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
	}
}
