package access

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"
	"time"
)

// Reach is who can come to where a program listens.
type Reach int

const (
	Network  Reach = iota // other machines, as far as anybody can tell
	Loopback              // programs of this machine, and through them whatever runs in a browser
	Socket                // programs that may open a file
)

// Place is where a program listens. The zero Place is none.
type Place struct{ network, address string }

// ErrPlace is the cause when a program is told to listen where it must not or cannot.
var ErrPlace = errors.New("wrong address")

// ParsePlace reads HOST:PORT or unix:PATH.
func ParsePlace(s string) (Place, error) {
	path, socket := strings.CutPrefix(s, "unix:")
	if socket && path != "" {
		return Place{"unix", path}, nil
	}
	if _, _, err := net.SplitHostPort(s); err != nil || socket {
		return Place{}, fmt.Errorf("%w: --listen takes HOST:PORT, such as 127.0.0.1:8080, or unix:PATH", ErrPlace)
	}
	return Place{"tcp", s}, nil
}

// Reach is what can be told before listening; a host that is but a name may lead anywhere.
func (p Place) Reach() Reach {
	if p.network == "unix" {
		return Socket
	}
	host, _, _ := net.SplitHostPort(p.address)
	return ReachOfHost(host)
}

// ReachOfHost is who comes to a port on the named host.
func ReachOfHost(host string) Reach {
	if ip := net.ParseIP(host); host == "localhost" || ip != nil && ip.IsLoopback() {
		return Loopback
	}
	return Network
}

// ReachOf is who comes to a listener.
func ReachOf(l net.Listener) Reach {
	switch at := l.Addr().(type) {
	case *net.UnixAddr:
		return Socket
	case *net.TCPAddr:
		if at.IP.IsLoopback() {
			return Loopback
		}
	}
	return Network
}

// Listen opens the port or the socket. A socket is for the owner and the group of the process; one that a killed process
// left behind is replaced.
func (p Place) Listen() (net.Listener, error) {
	if p.network == "unix" {
		return p.listenUnix()
	}
	l, err := net.Listen("tcp", p.address)
	if errors.Is(err, syscall.EADDRINUSE) {
		_, port, _ := net.SplitHostPort(p.address)
		return nil, fmt.Errorf("port %s is taken by another program; choose another with --listen, or 0 for any that is free", port)
	}
	if err != nil {
		return nil, fmt.Errorf("cannot listen on %s: %w", p.address, err)
	}
	return l, nil
}

func (p Place) listenUnix() (net.Listener, error) {
	if info, err := os.Lstat(p.address); err == nil && info.Mode().Type() == fs.ModeSocket {
		if c, err := net.DialTimeout("unix", p.address, time.Second); err == nil {
			c.Close()
			return nil, fmt.Errorf("the socket %s is taken by another program; choose another with --listen", p.address)
		}
		if err := os.Remove(p.address); err != nil {
			return nil, fmt.Errorf("cannot listen on %s: %w", p.address, err)
		}
	}
	l, err := net.Listen("unix", p.address)
	if err != nil {
		return nil, fmt.Errorf("cannot listen on %s: %w", p.address, err)
	}
	if err := os.Chmod(p.address, 0o660); err != nil {
		return nil, errors.Join(fmt.Errorf("cannot listen on %s: %w", p.address, err), l.Close())
	}
	return l, nil
}

// local answers to the names of this machine alone. A browser sends the name that it was given, so a page that had its own
// name lead to 127.0.0.1 is turned away.
func local(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !localName(r.Host) {
			refuse(w, http.StatusForbidden, "This site is restricted, and answers to 127.0.0.1 and localhost only.")
			return
		}
		next.ServeHTTP(w, r)
	})
}

// localName says whether a Host header names this machine: localhost or an address of loopback, with or without a port.
func localName(host string) bool {
	name := host
	if h, port, err := net.SplitHostPort(host); err == nil {
		if strings.Trim(port, "0123456789") != "" {
			return false
		}
		name = h
	} else if strings.HasPrefix(host, "[") && strings.HasSuffix(host, "]") {
		name = host[1 : len(host)-1]
	}
	return ReachOfHost(strings.ToLower(name)) == Loopback
}
