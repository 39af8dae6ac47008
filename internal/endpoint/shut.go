package endpoint

// Shut ends what is served, for whoever knows that it was withdrawn, until another build is put in the folder.
func (f *Follower) Shut(why error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.ctx.Err() == nil && f.now != nil {
		f.close(why)
	}
}
