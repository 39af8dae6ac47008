package archive

import "minutebook/internal/edition"

// Document reads one document of the archive, by its path below it, as it stands now. ok is false where it is none, or cannot be read.
func (a *Archive) Document(name string) (s edition.Source, ok bool) {
	read, _ := a.parse(name)
	if read == nil {
		return s, false
	}
	return *read, true
}
