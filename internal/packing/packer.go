package packing

import (
	"bytes"
	"errors"
	"io"
	"os"
	"sync"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
)

const (
	brotliQuality = 5
	gzipLevel     = 5
)

// noTime is how a gzip says that it knows none.
var noTime = time.Unix(0, 0)

// packer packs one file after the other.
type packer struct {
	in     bytes.Buffer
	out    bytes.Buffer
	brotli *brotli.Writer
	gzip   *gzip.Writer
}

func newPacker() *packer {
	g, err := gzip.NewWriterLevel(nil, gzipLevel)
	if err != nil {
		panic(err) // there is such a level
	}
	return &packer{brotli: brotli.NewWriterLevel(nil, brotliQuality), gzip: g}
}

type resettable interface {
	io.WriteCloser
	Reset(io.Writer)
}

// read is a file; it is valid until the next call.
func (p *packer) read(name string) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	p.in.Reset()
	if info, err := file.Stat(); err == nil {
		p.in.Grow(int(info.Size()) + bytes.MinRead)
	}
	_, err = p.in.ReadFrom(file)
	return p.in.Bytes(), err
}

// pack gives data packed in a way; it is valid until the next call.
func (p *packer) pack(way Way, data []byte) []byte {
	var w resettable = p.brotli
	if way.Coding == "gzip" {
		w = p.gzip
	}
	p.out.Reset()
	w.Reset(&p.out)
	p.gzip.ModTime = noTime
	_, err := w.Write(data)
	if err := errors.Join(err, w.Close()); err != nil {
		panic(err) // into memory
	}
	return p.out.Bytes()
}

// quick packs answers that are made at a request: a third larger than the files', in a third of the time.
var quick = sync.Pool{New: func() any {
	g, err := gzip.NewWriterLevel(nil, gzip.BestSpeed)
	if err != nil {
		panic(err) // there is such a level
	}
	return g
}}

// Quick is the gzip of an answer that was made just now; nil where it is not worth while.
func Quick(data []byte) []byte {
	if len(data) <= packet {
		return nil
	}
	var out bytes.Buffer
	w := quick.Get().(*gzip.Writer)
	defer quick.Put(w)
	w.Reset(&out)
	w.ModTime = noTime
	_, err := w.Write(data)
	if err := errors.Join(err, w.Close()); err != nil {
		panic(err) // into memory
	}
	if out.Len() >= len(data) {
		return nil
	}
	return out.Bytes()
}
