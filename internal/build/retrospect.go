package build

import (
	"context"
	"os"

	"minutebook/internal/archive"
	"minutebook/internal/audit"
	"minutebook/internal/edition"
	"minutebook/internal/policy"
)

// AuditFormer searches a site that was built earlier, of whatever sources, for anything that today's sources and policy withhold from its
// audience. It is the second part of Audit: that the site differs from today's is no finding.
func AuditFormer(ctx context.Context, o AuditOptions) (Audited, error) {
	a, site, err := openFor(o.Archive, o.Site)
	if err != nil {
		return Audited{}, err
	}
	defer a.Close()
	sources, err := a.Read(ctx, nil)
	if err != nil {
		return Audited{}, err
	}
	b := builder{Options: Options{AsOf: o.AsOf}, archive: a, sources: sources, moves: movesOf(a)}
	e := edition.Of(site, sources.Documents, a.Rules, a.Files())
	secrets, err := b.secrets(e)
	if err != nil {
		return Audited{}, err
	}
	scratch, err := os.MkdirTemp("", "minutebook-audit-")
	if err != nil {
		return Audited{}, err
	}
	defer os.RemoveAll(scratch)
	done := Audited{Claims: o.Site, Looked: secrets.Figures()}
	done.Search, err = b.search(ctx, secrets, e, o.Dir, func([]audit.Leak) (string, error) { return b.alone(ctx, e, scratch) })
	return done, err
}

// Standing is how an archive's policy has a site today: its clearance, and whether it may be served without access control.
func Standing(dir, name string) (clearance string, online bool, err error) {
	a, site, err := openFor(dir, name)
	if err != nil {
		return "", false, err
	}
	defer a.Close()
	return a.Rules.Policy.Name(site.Clearance.Level()), !a.Rules.Policy.Restricted(site), nil
}

func openFor(dir, name string) (*archive.Archive, policy.Site, error) {
	a, err := archive.Open(dir)
	if err != nil {
		return nil, policy.Site{}, err
	}
	sites, err := chosen(a.Rules.Policy, []string{name})
	if err != nil {
		a.Close()
		return nil, policy.Site{}, err
	}
	return a, sites[0], nil
}
