package depot

import (
	"context"
	"net"
	"time"
)

const (
	dialing = 10 * time.Second
	stalled = 30 * time.Second // neither a byte comes nor one goes
)

// restless makes connections that break once they stand still for a while: a store that takes a request and says nothing, takes half of
// one, or says half of an answer, would keep us for ever.
func restless(stalled time.Duration) func(ctx context.Context, network, address string) (net.Conn, error) {
	dialer := net.Dialer{Timeout: dialing, KeepAlive: 15 * time.Second}
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		c, err := dialer.DialContext(ctx, network, address)
		if err != nil {
			return nil, err
		}
		return &moving{c, stalled}, nil
	}
}

// moving is a connection whose deadline is put off whenever something moves, in either direction.
type moving struct {
	net.Conn
	stalled time.Duration
}

func (m *moving) putOff() { _ = m.SetDeadline(time.Now().Add(m.stalled)) } // of a closed one, whose reads and writes fail

func (m *moving) Read(p []byte) (int, error) {
	m.putOff()
	n, err := m.Conn.Read(p)
	if n > 0 {
		m.putOff() // for a write that waits
	}
	return n, err
}

// mostAtOnce is how much one deadline is for: a slow line takes its time.
const mostAtOnce = 64 << 10

func (m *moving) Write(p []byte) (n int, err error) {
	for len(p) > 0 && err == nil {
		m.putOff()
		var some int
		some, err = m.Conn.Write(p[:min(len(p), mostAtOnce)])
		n, p = n+some, p[some:]
	}
	return n, err
}
