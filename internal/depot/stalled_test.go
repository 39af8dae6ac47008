package depot

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"testing"
	"time"

	"github.com/minio/minio-go/v7/pkg/credentials"
)

// A store that stands still, wherever it does, is given up; one that is slow is not.
func TestStoreThatStandsStill(t *testing.T) {
	const answer = "HTTP/1.1 200 OK\r\nETag: \"x\"\r\nLast-Modified: Sat, 28 Nov 2026 00:00:00 GMT\r\nContent-Type: application/xml\r\nContent-Length: 1000000\r\n\r\n"
	large := bytes.NewReader(make([]byte, 12<<20))
	for name, c := range map[string]struct {
		store func(c net.Conn)
		ask   func(d Depot) error
	}{
		"before it answers": {func(c net.Conn) { _, _ = io.Copy(io.Discard, c) }, func(d Depot) error { _, _, err := Read(context.Background(), d, "a", 1<<20); return err }},
		"in its answer":     {func(c net.Conn) { fmt.Fprint(c, answer); _, _ = io.Copy(io.Discard, c) }, func(d Depot) error { _, _, err := Read(context.Background(), d, "a", 1<<20); return err }},
		"in a list": {func(c net.Conn) { fmt.Fprint(c, answer); _, _ = io.Copy(io.Discard, c) }, func(d Depot) error {
			for _, err := range d.List(context.Background(), "", false) {
				return err
			}
			return nil
		}},
		"while it takes": {func(c net.Conn) {}, func(d Depot) error {
			_, err := d.Put(context.Background(), "a", large, large.Size(), Put{})
			return err
		}},
	} {
		began := time.Now()
		if err := c.ask(storeOf(t, c.store)); !errors.Is(err, ErrUnavailable) || bytes.ContainsRune([]byte(err.Error()), '\n') {
			t.Errorf("%s: %v", name, err)
		}
		if time.Since(began) > 20*time.Second {
			t.Errorf("%s: it was waited for", name)
		}
	}
	slow := storeOf(t, func(c net.Conn) {
		fmt.Fprint(c, "HTTP/1.1 200 OK\r\nETag: \"x\"\r\nLast-Modified: Sat, 28 Nov 2026 00:00:00 GMT\r\nContent-Length: 30\r\n\r\n")
		for range 30 {
			time.Sleep(20 * time.Millisecond)
			fmt.Fprint(c, ".")
		}
	})
	if data, _, err := Read(context.Background(), slow, "a", 1<<20); err != nil || len(data) != 30 {
		t.Errorf("one that is slow: %d bytes, %v", len(data), err)
	}
}

// storeOf is a bucket of a store that does as it pleases with each connection, and is given up after 300 ms.
func storeOf(t *testing.T, serve func(net.Conn)) Depot {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			t.Cleanup(func() { c.Close() })
			go func() {
				if _, err := c.Read(make([]byte, 1)); err == nil {
					serve(c)
				}
			}()
		}
	}()
	s := settings{endpoint: &url.URL{Scheme: "http", Host: l.Addr().String()}, region: "us-east-1", keys: credentials.NewStaticV4("a", "b", ""), stalled: 300 * time.Millisecond}
	b, err := s.bucket("bucket")
	if err != nil {
		t.Fatal(err)
	}
	return b
}
