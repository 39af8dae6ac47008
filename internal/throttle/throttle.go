// Package throttle bounds how many requests one client makes: so many a second on average, and so many at once.
//
// A client is an IPv4 address or the /64 of an IPv6 address: that of the connection, or what a trusted proxy in front says in a
// header of its own, such as X-Real-IP or X-Forwarded-For; of several the last, which is what the proxy added. Who speaks over
// loopback or a Unix socket is not bounded unless there is such a header: it may be a proxy that speaks for everybody. Where
// there is one, whoever comes without an address in it shares one bound with all others that do.
//
// What is remembered of clients is bounded: of very many, those that came last.
package throttle

import (
	"errors"
	"fmt"
	"math"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/hashicorp/golang-lru/v2/simplelru"
	"golang.org/x/net/http/httpguts"
	"golang.org/x/time/rate"
)

// Options say how much a client may ask for; their tags are flags. A page is about five requests; typing in the search box asks some
// times a second; and behind one address there may be a whole office.
type Options struct {
	Rate         float64 `help:"Requests a second that one client may make on average; 0 for any number." default:"20"`
	Burst        int     `help:"Requests that one client may make at once." default:"200"`
	ClientHeader string  `help:"The header in which a trusted proxy in front names the client, such as X-Real-IP. Without one, clients on this machine are not bounded." placeholder:"HEADER"`
}

// ErrUsage is the cause when options make no sense.
var ErrUsage = errors.New("wrong bound")

// mostClients is how many clients are remembered: about 6 MB.
const mostClients = 16384

// Clients bounds each client. A nil Clients bounds none. It may be used from several goroutines at once.
type Clients struct {
	rate    rate.Limit
	burst   int
	header  string
	refused atomic.Int64

	mu    sync.Mutex
	known *simplelru.LRU[netip.Prefix, *rate.Limiter]
}

// Clients makes the bound; it is nil where there is none.
func (o Options) Clients() (*Clients, error) {
	switch {
	case o.Rate < 0 || math.IsNaN(o.Rate) || math.IsInf(o.Rate, 0):
		return nil, fmt.Errorf("%w: --rate takes requests a second, such as 20, or 0 for any number", ErrUsage)
	case o.Rate > 0 && o.Burst < 1:
		return nil, fmt.Errorf("%w: --burst takes a number from 1 on", ErrUsage)
	case o.ClientHeader != "" && !httpguts.ValidHeaderFieldName(o.ClientHeader):
		return nil, fmt.Errorf("%w: %q cannot be the name of a header; write one such as X-Real-IP", ErrUsage, o.ClientHeader)
	case o.Rate == 0:
		return nil, nil
	}
	known, err := simplelru.NewLRU[netip.Prefix, *rate.Limiter](mostClients, nil)
	if err != nil {
		return nil, err
	}
	return &Clients{rate: rate.Limit(o.Rate), burst: o.Burst, header: o.ClientHeader, known: known}, nil
}

// Allow says whether the client of a request may make it now, and counts it; otherwise how many seconds it is to wait, 1 at
// least.
func (c *Clients) Allow(r *http.Request) (seconds int, ok bool) {
	if c == nil {
		return 0, true
	}
	client, bounded := c.clientOf(r)
	if !bounded || c.of(client).Allow() {
		return 0, true
	}
	c.refused.Add(1)
	return max(1, int(math.Ceil(1/float64(c.rate)))), false
}

// Refused is how many requests were too many.
func (c *Clients) Refused() int64 {
	if c == nil {
		return 0
	}
	return c.refused.Load()
}

func (c *Clients) of(client netip.Prefix) *rate.Limiter {
	c.mu.Lock()
	defer c.mu.Unlock()
	if l, ok := c.known.Get(client); ok {
		return l
	}
	l := rate.NewLimiter(c.rate, c.burst)
	c.known.Add(client, l)
	return l
}

// clientOf names the client of a request. bounded is false for one that is not.
func (c *Clients) clientOf(r *http.Request) (client netip.Prefix, bounded bool) {
	if c.header != "" {
		said := strings.Join(r.Header.Values(c.header), ",")
		at, _ := addressOf(said[strings.LastIndexByte(said, ',')+1:])
		return network(at), true // of nobody where nothing is said
	}
	at, ok := addressOf(r.RemoteAddr)
	return network(at), ok && !at.IsLoopback() // a Unix socket has no address
}

// addressOf reads an address with or without a port.
func addressOf(s string) (netip.Addr, bool) {
	s = strings.TrimSpace(s)
	if host, _, err := net.SplitHostPort(s); err == nil {
		s = host
	}
	at, err := netip.ParseAddr(strings.Trim(s, "[]"))
	return at.Unmap().WithZone(""), err == nil
}

// network is what one client may choose addresses from.
func network(at netip.Addr) netip.Prefix {
	bits := 64
	if at.Is4() {
		bits = 32
	}
	p, _ := at.Prefix(bits)
	return p
}
