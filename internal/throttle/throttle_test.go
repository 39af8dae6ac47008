package throttle

import (
	"errors"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func request(remote string, header ...string) *http.Request {
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.RemoteAddr = remote
	for i := 0; i < len(header); i += 2 {
		r.Header.Add(header[i], header[i+1])
	}
	return r
}

func clients(t *testing.T, o Options) *Clients {
	t.Helper()
	c, err := o.Clients()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Who is one client, and who is not bounded.
func TestClient(t *testing.T) {
	plain, behind := clients(t, Options{Rate: 1, Burst: 1}), clients(t, Options{Rate: 1, Burst: 1, ClientHeader: "x-real-ip"})
	const nobody = "invalid Prefix"
	for _, c := range []struct {
		of      *Clients
		r       *http.Request
		want    string
		bounded bool
	}{
		{plain, request("192.0.2.7:5000"), "192.0.2.7/32", true},
		{plain, request("[::ffff:192.0.2.7]:5000"), "192.0.2.7/32", true},
		{plain, request("[2001:db8:1:2:3::4]:5000"), "2001:db8:1:2::/64", true},
		{plain, request("[fe80::1%eth0]:5000"), "fe80::/64", true},
		{plain, request("127.0.0.1:5000"), "127.0.0.1/32", false},
		{plain, request("[::1]:5000"), "::/64", false},
		{plain, request("@"), nobody, false},
		{plain, request("192.0.2.7:5000", "X-Real-IP", "198.51.100.1"), "192.0.2.7/32", true},
		{behind, request("127.0.0.1:5000", "X-Real-IP", "198.51.100.1"), "198.51.100.1/32", true},
		{behind, request("@", "X-Real-IP", "198.51.100.1:77"), "198.51.100.1/32", true},
		{behind, request("@", "X-Real-IP", "[2001:db8::1]:77"), "2001:db8::/64", true},
		{behind, request("@", "X-Real-IP", "10.0.0.1, 198.51.100.1"), "198.51.100.1/32", true},
		{behind, request("@", "X-Real-IP", "10.0.0.1", "X-Real-IP", "198.51.100.1"), "198.51.100.1/32", true},
		{behind, request("127.0.0.1:5000"), nobody, true},
		{behind, request("192.0.2.7:5000", "X-Real-IP", "me"), nobody, true},
		{behind, request("192.0.2.7:5000", "X-Real-IP", ","), nobody, true},
	} {
		got, bounded := c.of.clientOf(c.r)
		if got.String() != c.want || bounded != c.bounded {
			t.Errorf("%s %v: %s, %v; want %s, %v", c.r.RemoteAddr, c.r.Header, got, bounded, c.want, c.bounded)
		}
	}
}

func TestAllow(t *testing.T) {
	c := clients(t, Options{Rate: 0.25, Burst: 3})
	var got []bool
	for range 4 {
		_, ok := c.Allow(request("192.0.2.7:5000"))
		got = append(got, ok)
	}
	if diff := cmp.Diff([]bool{true, true, true, false}, got); diff != "" {
		t.Error(diff)
	}
	if wait, ok := c.Allow(request("192.0.2.7:5001")); ok || wait != 4 {
		t.Errorf("once more: %v, wait %d", ok, wait)
	}
	if _, ok := c.Allow(request("192.0.2.8:5000")); !ok {
		t.Error("another client is refused")
	}
	if c.Refused() != 2 {
		t.Errorf("%d were refused", c.Refused())
	}
	var none *Clients
	for range 1000 {
		if _, ok := none.Allow(request("192.0.2.7:5000")); !ok || none.Refused() != 0 {
			t.Fatal("no bound refuses")
		}
	}
}

// However many clients there are, no more than the last of them are remembered.
func TestMemoryIsBounded(t *testing.T) {
	c := clients(t, Options{Rate: 0.001, Burst: 1})
	for i := range mostClients + 1000 {
		c.Allow(request(fmt.Sprintf("10.%d.%d.%d:1", i>>16, i>>8&255, i&255)))
	}
	if n := c.known.Len(); n != mostClients {
		t.Errorf("%d are remembered", n)
	}
	if _, ok := c.Allow(request("10.0.66.1:1")); ok {
		t.Error("one that came lately is forgotten")
	}
}

func TestOptions(t *testing.T) {
	for _, o := range []Options{{Rate: -1, Burst: 1}, {Rate: math.NaN(), Burst: 1}, {Rate: math.Inf(1), Burst: 1}, {Rate: 1}, {Rate: 1, Burst: 1, ClientHeader: "X Real"}} {
		if _, err := o.Clients(); !errors.Is(err, ErrUsage) {
			t.Errorf("%+v: %v", o, err)
		}
	}
	if c := clients(t, Options{}); c != nil {
		t.Error("no rate bounds")
	}
}
