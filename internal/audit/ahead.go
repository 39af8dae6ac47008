package audit

// Ahead are the same secrets for whoever looks into pages before a site is built: nothing is noted for the next audit.
func (s *Secrets) Ahead() *Secrets {
	looking := *s
	looking.noted, looking.witness = nil, nil
	return &looking
}

// In says whether a file of the site, by its path below the site's folder, would hold one of them.
func (s *Secrets) In(rel string, data []byte) bool {
	leaks, _ := newScanner(s).searchFile(rel, data, false)
	return len(leaks) > 0
}
