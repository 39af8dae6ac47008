package depottest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"

	"minutebook/internal/depot"
)

// Memory is a depot in memory. The same bytes have the same tag, as in a store.
type Memory struct {
	mu      sync.Mutex
	objects map[string]object
	Bytes   int64 // that were put, in all
}

type object struct {
	data []byte
	tag  depot.Tag
	how  depot.Put
}

// NewMemory is an empty depot.
func NewMemory() *Memory { return &Memory{objects: map[string]object{}} }

func (m *Memory) Get(ctx context.Context, name string) (io.ReadCloser, depot.Tag, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	o, ok := m.objects[name]
	if !ok {
		return nil, "", depot.ErrAbsent
	}
	return io.NopCloser(bytes.NewReader(o.data)), o.tag, ctx.Err()
}

func (m *Memory) Put(ctx context.Context, name string, body io.ReadSeeker, size int64, how depot.Put) (depot.Tag, error) {
	data, err := io.ReadAll(body)
	if err == nil && int64(len(data)) != size {
		err = io.ErrUnexpectedEOF
	}
	if err != nil || ctx.Err() != nil {
		return "", errorOf(ctx, err)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	was, there := m.objects[name]
	if how.Absent && there || how.If != "" && was.tag != how.If {
		return "", depot.ErrChanged
	}
	m.Bytes += size
	o := object{data, depot.Tag(fmt.Sprintf("%x", sha256.Sum256(data))), how}
	m.objects[name] = o
	return o.tag, nil
}

func errorOf(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

func (m *Memory) List(ctx context.Context, prefix string, shallow bool) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		seen := map[string]bool{}
		for _, name := range m.Names() {
			rest, below := strings.CutPrefix(name, prefix)
			if i := strings.IndexByte(rest, '/'); shallow && i >= 0 {
				name = prefix + rest[:i+1]
			}
			if !below || seen[name] {
				continue
			}
			seen[name] = true
			if !yield(name, nil) {
				return
			}
		}
	}
}

func (m *Memory) Delete(ctx context.Context, names ...string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, name := range names {
		delete(m.objects, name)
	}
	return ctx.Err()
}

// Names are the names of all objects, sorted.
func (m *Memory) Names() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Sorted(maps.Keys(m.objects))
}

// How says how an object was put.
func (m *Memory) How(name string) depot.Put {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.objects[name].how
}
