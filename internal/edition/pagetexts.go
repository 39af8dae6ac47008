package edition

// RedactedPages are the plain pages as files of an archive of their own, by path.
func (e Edition) RedactedPages() []Redacted { return e.texts }
