// Package access lets the readers of a restricted site in, or turns them away before anything of the site is looked at.
// There are two modes, and no login of our own:
//
//	a file of passwords   lines of user:hash as htpasswd -B writes them, bcrypt alone; the reader's browser asks
//	a trusted proxy       has signed the reader in, and says in one header which groups the reader belongs to, separated by
//	                      commas. That it is the proxy is proved by a secret in another header, or by the Unix socket
//	                      that it came through. A map says which group may read which site.
//
// Whoever is turned away gets the same answer whatever was asked for: 401 with a challenge where passwords count, 403
// where a proxy signs in, 429 after too many wrong passwords, 503 while the file of passwords cannot be read. A restricted
// site without a mode is for this machine: it answers on loopback only, and only to the name of this machine, so that a
// page of somebody else's cannot read it through a name of its own (DNS rebinding).
//
// What proves who a reader is goes no further than this package, and is never logged.
package access

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
)

// Gate stands before the handler of a site. A nil Gate lets everybody in.
type Gate func(http.Handler) http.Handler

// Options say how the readers of restricted sites are let in; their tags are the flags of both programs. The zero Options
// have no mode.
type Options struct {
	Htpasswd     string   `help:"Let in who has a password: a file of user:hash lines as htpasswd -B writes them." placeholder:"FILE"`
	GroupsHeader string   `help:"Let in whom a proxy in front has signed in: the header with the reader's groups." placeholder:"HEADER"`
	Allow        []string `sep:"none" help:"With --groups-header: a group and the site that it may read. May be repeated." placeholder:"GROUP=SITE"`
	SecretHeader string   `help:"The header by which the proxy shows its secret." default:"X-Proxy-Secret" placeholder:"HEADER"`
	SecretFile   string   `help:"The file with that secret; or set MINUTEBOOK_PROXY_SECRET." placeholder:"FILE"`
	Secret       string   `kong:"-"` // of the environment, never of a flag: others on the machine see those
}

// What the tags above say.
const (
	DefaultSecretHeader = "X-Proxy-Secret"
	SecretVariable      = "MINUTEBOOK_PROXY_SECRET"
)

// ErrUsage is the cause when options contradict each other, or do not fit where the program listens.
var ErrUsage = errors.New("wrong access")

// ErrFile is the cause when the file of passwords or of the secret is at fault; the error has its position.
var ErrFile = errors.New("cannot let anybody in")

// Mode is how readers are let in, with what it remembers of them. A nil Mode is none.
type Mode struct {
	passwords *passwords
	proxy     *proxy
}

// Mode reads what the options name. It is nil where they name no mode. log tells of a file that becomes unreadable later.
func (o Options) Mode(log *slog.Logger) (*Mode, error) {
	switch {
	case o.Htpasswd != "" && o.GroupsHeader != "":
		return nil, fmt.Errorf("%w: --htpasswd and --groups-header are two ways; choose one", ErrUsage)
	case o.Htpasswd != "":
		if len(o.Allow) > 0 || o.SecretFile != "" {
			return nil, fmt.Errorf("%w: --allow and --secret-file belong to --groups-header", ErrUsage)
		}
		p, err := readPasswords(o.Htpasswd, log)
		return &Mode{passwords: p}, err
	case o.GroupsHeader != "":
		p, err := newProxy(o)
		return &Mode{proxy: p}, err
	case len(o.Allow) > 0 || o.SecretFile != "":
		return nil, fmt.Errorf("%w: --allow and --secret-file need --groups-header", ErrUsage)
	}
	return nil, nil
}

// Gate is what stands before a site that is answered for at the given reach, or why it must not be. An open site has a gate
// only where there is a mode.
func (m *Mode) Gate(site string, restricted bool, r Reach) (Gate, error) {
	switch {
	case m == nil && !restricted:
		return nil, nil
	case m == nil && r == Loopback:
		return local, nil
	case m == nil:
		return nil, fmt.Errorf("%w: site %s is restricted; use 127.0.0.1, or say how its readers are let in with --htpasswd or --groups-header", ErrPlace, site)
	case m.passwords != nil:
		return m.passwords.gate, nil
	case r != Socket && m.proxy.secret == nil:
		return nil, fmt.Errorf("%w: anybody who reaches a port can write a header; give the proxy a secret with --secret-file or %s, or listen on unix:PATH", ErrUsage, SecretVariable)
	}
	return m.proxy.gate(site)
}

// refuse answers alike whatever was asked for.
func refuse(w http.ResponseWriter, status int, line string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(line)+1))
	w.WriteHeader(status)
	_, _ = w.Write([]byte(line + "\n")) // the reader may have left
}
