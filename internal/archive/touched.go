package archive

// State tells whether a file was touched since it was looked at.
type State = state

// State looks at a file of the archive. That of what is no regular file, or cannot be told, is empty.
func (a *Archive) State(name string) State { return a.state(name) }

// Untouched says whether the bytes of a file must be those that they were.
func (now state) Untouched(was State) bool { return now.untouched(was) }
