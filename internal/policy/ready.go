package policy

// ready are the policies that settings can name.
var ready = []struct {
	name string
	make func() Policy
}{
	{"smart-energy-code", Default},
	{"tlp-2.0", TLP},
}

// Ready is a policy of this program by its name, with its sites.
func Ready(name string) (Policy, bool) {
	for _, r := range ready {
		if r.name == name {
			return r.make(), true
		}
	}
	return Policy{}, false
}

// ReadyNames are the names that Ready knows, in a fixed order.
func ReadyNames() []string {
	names := make([]string, len(ready))
	for i, r := range ready {
		names[i] = r.name
	}
	return names
}

// literal is a policy of this package, with the site of each name cleared to the level beside it.
func literal(rungs []Rung, sites []Site, clearances ...string) Policy {
	p, err := New(rungs, sites)
	if err != nil {
		panic(err)
	}
	for i, name := range clearances {
		l, ok := p.Level(name)
		if !ok {
			panic("no level " + name)
		}
		p.Sites[i].Clearance = ClearedTo(l)
	}
	return p
}
