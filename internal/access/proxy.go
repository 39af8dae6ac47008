package access

import (
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"golang.org/x/net/http/httpguts"
)

// proxy is a program in front that has signed the reader in.
type proxy struct {
	groupsHeader string
	secretHeader string
	secret       *[sha256.Size]byte  // hash of the secret; nil where a socket proves who speaks
	groups       map[string][]string // by site
}

// taken are headers that mean something else already.
var taken = []string{"Authorization", "Connection", "Content-Length", "Content-Type", "Cookie", "Forwarded", "Host", "Transfer-Encoding"}

func newProxy(o Options) (*proxy, error) {
	p := &proxy{groupsHeader: http.CanonicalHeaderKey(o.GroupsHeader), secretHeader: http.CanonicalHeaderKey(o.SecretHeader), groups: map[string][]string{}}
	if p.secretHeader == "" {
		p.secretHeader = DefaultSecretHeader
	}
	for _, name := range []string{p.groupsHeader, p.secretHeader} {
		if !httpguts.ValidHeaderFieldName(name) || strings.Contains(name, "_") || slices.Contains(taken, name) {
			return nil, fmt.Errorf("%w: %q cannot be the name of a trusted header; write one such as X-Auth-Request-Groups", ErrUsage, name)
		}
	}
	if p.groupsHeader == p.secretHeader {
		return nil, fmt.Errorf("%w: groups and secret need a header each", ErrUsage)
	}
	for _, pair := range o.Allow {
		i := strings.LastIndex(pair, "=")
		if i < 1 || i == len(pair)-1 || !single(pair[:i]) {
			return nil, fmt.Errorf("%w: --allow takes GROUP=SITE, such as --allow board=members; a group's name has no comma", ErrUsage)
		}
		p.groups[pair[i+1:]] = append(p.groups[pair[i+1:]], pair[:i])
	}
	var err error
	p.secret, err = o.readSecret()
	return p, err
}

// single says whether a group can be told from others in a header.
func single(group string) bool {
	return group == strings.TrimSpace(group) && group != "" && !strings.Contains(group, ",") && httpguts.ValidHeaderFieldValue(group)
}

func (p *proxy) gate(site string) (Gate, error) {
	groups := p.groups[site]
	if len(groups) == 0 {
		return nil, fmt.Errorf("%w: nobody may read site %s; name a group with --allow GROUP=%s", ErrUsage, site, site)
	}
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !p.admits(r.Header, groups) {
				refuse(w, http.StatusForbidden, "You are not allowed to see this site.")
				return
			}
			r = r.Clone(r.Context())
			r.Header.Del(p.groupsHeader)
			r.Header.Del(p.secretHeader)
			next.ServeHTTP(w, r)
		})
	}, nil
}

// admits says whether the proxy spoke, and named a group of the site. It looks at everything before it says no.
func (p *proxy) admits(h http.Header, groups []string) bool {
	clear := !lookalike(h, p.groupsHeader) && !lookalike(h, p.secretHeader)
	proved := p.proved(h.Values(p.secretHeader))
	named := false
	if said := h.Values(p.groupsHeader); len(said) == 1 {
		for _, g := range strings.Split(said[0], ",") {
			named = named || slices.Contains(groups, strings.TrimSpace(g))
		}
	}
	return clear && proved && named
}

// proved compares the secret in a time that does not tell how much of it was right.
func (p *proxy) proved(said []string) bool {
	if p.secret == nil {
		return len(said) == 0
	}
	if len(said) != 1 {
		return false
	}
	sum := sha256.Sum256([]byte(said[0]))
	return subtle.ConstantTimeCompare(sum[:], p.secret[:]) == 1
}

// lookalike says whether a header is there that some program on the way may have taken for the trusted one: X_Groups for
// X-Groups. A proxy that removes the trusted one from what readers send does not remove these.
func lookalike(h http.Header, trusted string) bool {
	for name := range h {
		if name != trusted && strings.EqualFold(strings.ReplaceAll(name, "_", "-"), trusted) {
			return true
		}
	}
	return false
}
